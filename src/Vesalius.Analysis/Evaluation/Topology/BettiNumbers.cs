using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Evaluation;

/// <summary>How many parts, holes and cavities a mask has.</summary>
/// <param name="Parts">Connected parts (b₀).</param>
/// <param name="Holes">Independent loops (b₁): a ring has one, a figure of eight two; in 2-D the regions enclosed.</param>
/// <param name="Cavities">Spaces enclosed on all sides (b₂); none in 2-D.</param>
public readonly record struct BettiNumbers(int Parts, long Holes, int Cavities)
{
    /// <summary>Parts minus holes plus cavities: the Euler characteristic.</summary>
    public long Euler => Parts - Holes + Cavities;

    /// <summary>The numbers of a mask; all zero for an empty one. Beyond the image is background.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="connectivity">
    /// How mask voxels hang together: by vertices (26; background then by faces) or by faces (6; background then by vertices).
    /// </param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">The connectivity is that by edges, which has no matching one of the background.</exception>
    public static BettiNumbers Of(
        Volume<bool> mask, Connectivity connectivity = Connectivity.Vertices, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Connectivity background = connectivity switch
        {
            Connectivity.Vertices => Connectivity.Faces,
            Connectivity.Faces => Connectivity.Vertices,
            _ => throw new ArgumentException("Betti numbers are counted by faces or by vertices; edges came.", nameof(connectivity)),
        };
        int parts = ConnectedComponents.Of(mask, connectivity, cancellation).Parts.Count;
        int cavities = mask.Size.Z == 1
            ? 0
            : ConnectedComponents.Of(mask.Map(voxel => !voxel), background, cancellation).Parts.Count(part => !part.TouchesBorder);
        return new BettiNumbers(parts, parts + cavities - EulerOf(CellCodes.Of(mask), connectivity), cavities);
    }

    /// <summary>How many parts, holes and cavities another mask has more or fewer, added up: 0 when the counts agree.</summary>
    public long ErrorTo(BettiNumbers other) =>
        Math.Abs(Parts - other.Parts) + Math.Abs(Holes - other.Holes) + Math.Abs(Cavities - other.Cavities);

    // Vertices − edges + squares − cubes of the voxels as closed cubes, or, by faces, of the complex whose vertices are voxel centres. Each
    // is
    // counted in the one cell of eight voxels that it belongs to.
    private static long EulerOf(CellCodes cells, Connectivity connectivity)
    {
        long sum = 0;
        for (int code = 1; code < 256; code++)
        {
            sum += cells.Count(code) * (connectivity == Connectivity.Vertices ? OfCubes(code) : OfCentres(code));
        }

        return sum;
    }

    private static int OfCubes(int code)
    {
        int Any(int corners) => (code & corners) != 0 ? 1 : 0;
        return 1 - Any(0xAA) - Any(0xCC) - Any(0xF0) + Any(0x88) + Any(0xA0) + Any(0xC0) - Any(0x80);
    }

    private static int OfCentres(int code)
    {
        int All(int corners) => (code & corners) == corners ? 1 : 0;
        return All(0x01) - All(0x03) - All(0x05) - All(0x11) + All(0x0F) + All(0x33) + All(0x55) - All(0xFF);
    }
}
