using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>
/// Which axes of the file lie in space and which number the components of a voxel. Components come either before all spatial axes
/// (side by side) or after them (a volume each).
/// </summary>
internal sealed record NrrdAxes
{
    private static readonly string[] SpatialKinds = ["domain", "space", "???", "none", "unknown"];

    /// <summary>The size along every axis of the file.</summary>
    public required long[] Sizes { get; init; }

    /// <summary>The kind of every axis, lower case; empty where the file names none.</summary>
    public required string[] Kinds { get; init; }

    /// <summary>The step along every axis, null for one that does not lie in space; null when the file gives no directions.</summary>
    public required double[]?[]? Directions { get; init; }

    /// <summary>The axes that lie in space, one to three, in the file's order.</summary>
    public required int[] Spatial { get; init; }

    /// <summary>How many components each voxel has.</summary>
    public long Components => Sizes.Where((_, axis) => !Spatial.Contains(axis)).Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether the components of a voxel lie side by side.</summary>
    public bool Interleaved => Components > 1 && Spatial[0] > 0 && Sizes[..Spatial[0]].Any(size => size > 1);

    /// <summary>Whether each pair of numbers is one complex value.</summary>
    public bool IsComplex => Kinds.Length > 0 && Kinds[0] == "complex" && Sizes[0] == 2;

    /// <summary>Reads the axes.</summary>
    public static NrrdAxes Decode(NrrdHeader header, ImageSource source)
    {
        long dimension = source.Whole(header.Require("dimension"), "dimension");
        long[] sizes = source.Wholes(header.Require("sizes"), "sizes");
        if (dimension is < 1 or > 16 || sizes.Length != dimension)
        {
            throw source.Error($"a dimension from 1 to 16 and as many sizes were expected; dimension {dimension} and {sizes.Length} sizes came.");
        }

        source.ExpectCountable(sizes);
        string[] kinds = [.. TextNumbers.Words(header.Find("kinds") ?? string.Empty).Select(kind => kind.ToLowerInvariant())];
        double[]?[]? directions = header.Find("space directions") is { } text ? NrrdVector.List(text, source) : null;
        if ((kinds.Length > 0 && kinds.Length != dimension) || (directions is not null && directions.Length != dimension))
        {
            throw source.Error($"as many kinds and space directions as axes ({dimension}) were expected; {kinds.Length} kinds and {directions?.Length ?? 0} directions came.");
        }

        var axes = new NrrdAxes { Sizes = sizes, Kinds = kinds, Directions = directions, Spatial = SpatialAxes(sizes, kinds, directions) };
        axes.ExpectReadable(source);
        return axes;
    }

    private static int[] SpatialAxes(long[] sizes, string[] kinds, double[]?[]? directions)
    {
        IEnumerable<int> all = Enumerable.Range(0, sizes.Length);
        IEnumerable<int> spatial = directions is not null
            ? all.Where(axis => directions[axis] is not null)
            : all.Where(axis => kinds.Length == 0 || SpatialKinds.Contains(kinds[axis]));
        return [.. spatial.Take(3)];
    }

    private void ExpectReadable(ImageSource source)
    {
        if (Spatial.Length == 0)
        {
            throw source.Error("none of its axes lies in space (all kinds or directions say otherwise), so it is no image.");
        }

        bool before = Sizes[..Spatial[0]].Any(size => size > 1), after = Sizes[(Spatial[^1] + 1)..].Any(size => size > 1);
        bool between = Enumerable.Range(Spatial[0], Spatial[^1] - Spatial[0]).Any(axis => !Spatial.Contains(axis) && Sizes[axis] > 1);
        if ((before && after) || between)
        {
            throw source.Error("its component axes lie both before and after, or between, the spatial ones. Permute the axes so that components come first or last.");
        }

        if (Components > int.MaxValue)
        {
            throw source.Error($"it has {Components:N0} components per voxel, more than can be counted. The header is damaged.");
        }
    }
}
