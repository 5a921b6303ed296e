using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>Where the voxels of a NRRD lie: its directions and origin in the space it names, or spacings along the axes.</summary>
internal sealed class NrrdGeometry(NrrdHeader header, NrrdAxes axes, ImageSource source, List<string> warnings)
{
    /// <summary>The grid in LPS+ millimetres; one or two spatial axes make a 2-D grid.</summary>
    public Grid Grid()
    {
        long[] sizes = [.. axes.Spatial.Select(axis => axes.Sizes[axis]), 1, 1];
        return source.Grid(sizes, axes.Directions is null ? AlongAxes() : Directed(), axes.Spatial.Length < 3 ? 2 : 3);
    }

    private Affine Directed()
    {
        WorldVector[] steps = [.. axes.Spatial.Select(axis => InLps(axes.Directions![axis]!))];
        double[] origin = header.Find("space origin") is { } text ? NrrdVector.Single(text, source) : [0, 0, 0];
        WorldVector x = steps[0];
        WorldVector y = steps.Length > 1 ? steps[1] : Perpendicular(x);
        WorldVector z = steps.Length > 2 ? steps[2] : x.Cross(y).Normalized;
        return new Affine(x, y, z, default(WorldPoint) + InLps(origin));
    }

    /// <summary>A vector of the file's space in LPS+ millimetres. A vector of a plane has no third part; that of a space with time has a fourth.</summary>
    private WorldVector InLps(double[] vector)
    {
        if (vector.Length > 4)
        {
            throw source.Error($"vectors of 2 or 3 numbers were expected; one of {vector.Length} came.");
        }

        double Part(int i) => i < vector.Length ? vector[i] * Millimetres(i) : 0;
        (int x, int y) = Signs();
        return new WorldVector(x < 0 ? 0 - Part(0) : Part(0), y < 0 ? 0 - Part(1) : Part(1), Part(2));
    }

    /// <summary>The signs that turn the named space into LPS.</summary>
    private (int X, int Y) Signs()
    {
        string space = (header.Find("space") ?? string.Empty).ToLowerInvariant();
        switch (space.EndsWith("-time", StringComparison.Ordinal) ? space[..^5] : space)
        {
            case "left-posterior-superior" or "lps" or "lpst":
                return (1, 1);
            case "right-anterior-superior" or "ras" or "rast":
                return (-1, -1);
            case "left-anterior-superior" or "las" or "last":
                return (1, -1);
            case "" or "scanner-xyz" or "3d-right-handed" or "3d-left-handed":
                WarnOnce($"The space of the image is {(space.Length == 0 ? "not named" : $"'{space}'")}, which says nothing about the patient; left-posterior-superior was taken.");
                return (1, 1);
            default:
                throw source.Error($"the space '{TextNumbers.Shortened(space)}' is none that NRRD knows.");
        }
    }

    /// <summary>Axis-aligned: each axis has a spacing and perhaps the place where it begins. NaN means unknown.</summary>
    private Affine AlongAxes()
    {
        double[] spacings = header.Find("spacings") is { } text ? source.Reals(text, "spacings") : [];
        double[] mins = header.Find("axis mins") is { } starts ? source.Reals(starts, "axis mins") : [];
        double Of(double[] values, int i, double otherwise) =>
            i < axes.Spatial.Length && axes.Spatial[i] < values.Length && !double.IsNaN(values[axes.Spatial[i]]) ? values[axes.Spatial[i]] : otherwise;
        double Spacing(int i) => Of(spacings, i, 1) is var spacing && spacing != 0 ? spacing : 1;
        if (spacings.Length == 0)
        {
            WarnOnce("The file gives neither directions nor spacings: voxels of 1 mm were taken.");
        }

        return new Affine(
            new(Spacing(0), 0, 0), new(0, Spacing(1), 0), new(0, 0, Spacing(2)),
            new(FirstCentre(0), FirstCentre(1), FirstCentre(2)));

        double FirstCentre(int i) => Of(mins, i, 0) + (Of(mins, i, double.NaN) is double.NaN || !IsCell(i) ? 0 : Spacing(i) / 2);
    }

    /// <summary>Whether the axis begins at the outer face of its first voxel rather than at its centre.</summary>
    private bool IsCell(int i)
    {
        string[] centers = TextNumbers.Words(header.Find("centers") ?? header.Find("centerings") ?? string.Empty);
        return i < axes.Spatial.Length && axes.Spatial[i] < centers.Length && centers[axes.Spatial[i]].Equals("cell", StringComparison.OrdinalIgnoreCase);
    }

    private double Millimetres(int part)
    {
        string[] units = (header.Find("space units") ?? string.Empty).Split('"', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return part >= units.Length ? 1 : units[part].ToLowerInvariant() switch
        {
            "m" or "meter" or "metre" or "meters" => 1000,
            "cm" => 10,
            "um" or "µm" or "micron" or "microns" or "micrometer" => 0.001,
            _ => 1,
        };
    }

    private static WorldVector Perpendicular(WorldVector x) =>
        (Math.Abs(x.X) < Math.Abs(x.Y) ? new WorldVector(1, 0, 0) : new WorldVector(0, 1, 0)).Cross(x).Normalized;

    private void WarnOnce(string warning)
    {
        if (!warnings.Contains(warning))
        {
            warnings.Add(warning);
        }
    }
}
