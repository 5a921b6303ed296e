using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.MetaImage;

/// <summary>Where the voxels of a MetaImage lie. Row i of the transform matrix is the direction of axis i, in LPS+.</summary>
internal sealed class MetaImageGeometry(MetaImageHeader header, int axes, ImageSource source, List<string> warnings)
{
    /// <summary>The affine of the first three axes; a plane gets a third axis of 1 mm.</summary>
    public Affine Affine()
    {
        double[] spacing = Field(["ElementSpacing", "ElementSize"], axes) ?? [];
        double[] offset = Field(["Offset", "Position", "Origin"], axes) ?? [];
        double[]? matrix = Field(["TransformMatrix", "Orientation", "Rotation"], axes * axes);
        if (spacing.Length == 0)
        {
            warnings.Add("The header gives no ElementSpacing: voxels of 1 mm were taken.");
        }

        WorldVector Step(int axis) => axis >= axes
            ? new WorldVector(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0)
            : Direction(matrix, axis) * Spacing(spacing, axis);
        double Part(int axis) => axis < offset.Length ? offset[axis] * Millimetres : 0;
        return new Affine(Step(0), Step(1), Step(2), new WorldPoint(Part(0), Part(1), Part(2)));
    }

    private double Millimetres => header.Find("DistanceUnits") switch
    {
        "m" => 1000,
        "cm" => 10,
        "um" => 0.001,
        _ => 1,
    };

    private WorldVector Direction(double[]? matrix, int axis)
    {
        double Part(int i) => matrix is null ? (i == axis ? 1 : 0) : i < axes ? matrix[axis * axes + i] : 0;
        return new WorldVector(Part(0), Part(1), Part(2));
    }

    private double Spacing(double[] spacing, int axis)
    {
        double value = axis < spacing.Length ? spacing[axis] : 1;
        if (!double.IsFinite(value))
        {
            throw source.Error($"the spacing along axis {axis + 1} is {value}, where millimetres were expected.");
        }

        if (value == 0)
        {
            warnings.Add($"The spacing along axis {axis + 1} is 0; 1 was taken.");
            return 1;
        }

        return value * Millimetres;
    }

    private double[]? Field(string[] names, int count)
    {
        if (header.Find(names) is not { } text)
        {
            return null;
        }

        double[] values = source.Reals(text, names[0]);
        return values.Length == count ? values : throw source.Error($"'{names[0]}' should hold {count} numbers; {values.Length} came.");
    }
}
