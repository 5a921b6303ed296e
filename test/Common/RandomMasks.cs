using CsCheck;
using Vesalius.Imaging;

namespace Vesalius.Tests;

/// <summary>Small random masks on any grid, from a few voxels to dense noise.</summary>
internal static class RandomMasks
{
    private static readonly Gen<WorldVector> Step =
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Double[-3, 3], (x, y, z) => new WorldVector(x, y, z));

    /// <summary>Oblique, mirrored and sheared placements.</summary>
    public static Gen<Affine> Placement { get; } =
        Gen.Select(Step, Step, Step, Step, (x, y, z, o) => new Affine(x, y, z, default(WorldPoint) + o * 50))
            .Where(affine => Math.Abs(affine.Determinant) > 0.1);

    /// <summary>Masks of up to 7 voxels along each axis.</summary>
    public static Gen<Volume<bool>> Any { get; } =
        from x in Gen.Int[1, 7]
        from y in Gen.Int[1, 7]
        from z in Gen.Int[1, 7]
        from density in Gen.Double[0.02, 0.98]
        from placement in Placement
        from values in Gen.Double[0, 1].Array[x * y * z]
        select new Volume<bool>(new Grid(new Size3(x, y, z), placement), [.. values.Select(value => value < density)]);

    /// <summary>Those of them that are not empty.</summary>
    public static Gen<Volume<bool>> NotEmpty { get; } = Any.Where(mask => mask.Voxels.Contains(true));
}
