using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How deep the voxels of a mask lie below its boundary, as far as that matters.</summary>
/// <param name="grid">Where the mask lies; beyond it is background.</param>
/// <param name="rule">From where depth is measured, and in what.</param>
/// <param name="deepest">The depth from which on nothing need be known, in mm or voxels as the rule has it.</param>
internal sealed class BoundaryDepth(Grid grid, BandRule rule, double deepest)
{
    // Depths are single precision: one that equals the tolerance must not fall inside by its last bit.
    private const double Slack = 1 - 1e-6;

    /// <summary>Whether a depth is less than the tolerance; a depth that equals it is not.</summary>
    public static bool IsWithin(float depth, double tolerance) => depth < tolerance * Slack;

    /// <summary>The depth of every voxel; +∞ outside the mask and where it lies deeper than matters.</summary>
    public float[] Of(byte[] mask, CancellationToken cancellation) =>
        rule == BandRule.StepsInVoxels ? InSteps(mask, cancellation) : ToFaces(mask, cancellation);

    private float[] InSteps(byte[] mask, CancellationToken cancellation)
    {
        BoundaryElements boundary = new VoxelBoundary(grid, isThick: false, default).Of(mask);
        var inVoxels = new Grid(grid.Size, Affine.FromSpacing(new Spacing(1, 1, 1)), grid.Dimensions);
        float[] depths = DistanceTransform.To(boundary.Sites.On(inVoxels), cancellation: cancellation).Array;
        for (int i = 0; i < mask.Length; i++)
        {
            depths[i] = mask[i] != 0 ? depths[i] : float.PositiveInfinity;
        }

        return depths;
    }

    private float[] ToFaces(byte[] mask, CancellationToken cancellation)
    {
        // The nearest face belongs to a voxel outside whose centre is no farther than half a voxel's diagonal beyond it.
        Spacing s = grid.Spacing;
        bool isPlanar = grid.Dimensions == 2;
        double half = 0.5 * Math.Sqrt((s.X * s.X) + (s.Y * s.Y) + (isPlanar ? 0 : s.Z * s.Z));
        Volume<float> toOutside = DistanceTransform.To(Outside(mask, isPlanar), deepest + half, cancellation);
        VoxelFaces faces = VoxelFaces.Of(grid, mask);
        float[] depths = new float[mask.Length];
        Array.Fill(depths, float.PositiveInfinity);
        Parallel.For(0, grid.Size.Z, new ParallelOptions { CancellationToken = cancellation }, z =>
        {
            for (int y = 0; y < grid.Size.Y; y++)
            {
                ReadOnlySpan<float> row = toOutside.Row(y + 1, isPlanar ? 0 : z + 1);
                for (int x = 0; x < grid.Size.X; x++)
                {
                    int place = grid.Size.IndexOf(x, y, z);
                    if (mask[place] != 0 && float.IsFinite(row[x + 1]))
                    {
                        depths[place] = (float)faces.DistanceFromCentre(x, y, z);
                    }
                }
            }
        });
        return depths;
    }

    // What is not mask, with one more layer around.
    private Volume<bool> Outside(byte[] mask, bool isPlanar)
    {
        Size3 size = grid.Size, padded = new(size.X + 2, size.Y + 2, isPlanar ? 1 : size.Z + 2);
        var outside = new Volume<bool>(grid.Region(-1, -1, isPlanar ? 0 : -1, padded));
        outside.Voxels.Fill(true);
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                Span<bool> row = outside.Row(y + 1, isPlanar ? 0 : z + 1);
                for (int x = 0; x < size.X; x++)
                {
                    row[x + 1] = mask[size.IndexOf(x, y, z)] == 0;
                }
            }
        }

        return outside;
    }
}
