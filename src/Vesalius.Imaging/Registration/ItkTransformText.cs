using System.Globalization;

namespace Vesalius.Imaging.Registration;

/// <summary>
/// Linear transforms as ITK, elastix, ANTs and 3D Slicer exchange them ("#Insight Transform File V1.0"): nine matrix entries row by row and
/// a
/// translation about a fixed centre, in LPS+ mm, from points of the fixed scan to points of the moving one.
/// </summary>
public static class ItkTransformText
{
    /// <summary>Reads the text of a transform file.</summary>
    /// <exception cref="FormatException">
    /// The text is no transform file, or the transform is of a kind that is not linear with nine entries.
    /// </exception>
    public static WorldTransform Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        double[] p = Numbers(text, "Parameters:", 12), c = Numbers(text, "FixedParameters:", 3);
        var linear = new WorldTransform(new Affine(new(p[0], p[3], p[6]), new(p[1], p[4], p[7]), new(p[2], p[5], p[8]), default));
        var centre = new WorldPoint(c[0], c[1], c[2]);
        WorldPoint origin = centre + new WorldVector(p[9], p[10], p[11]) + -linear.Apply(centre - default(WorldPoint));
        return new WorldTransform(linear.Map with { Origin = origin });
    }

    /// <summary>The text of a transform file, with the centre at the origin.</summary>
    public static string Of(WorldTransform transform)
    {
        Affine map = transform.Map;
        double[] parameters =
        [
            map.XStep.X, map.YStep.X, map.ZStep.X, map.XStep.Y, map.YStep.Y, map.ZStep.Y, map.XStep.Z, map.YStep.Z, map.ZStep.Z,
            map.Origin.X, map.Origin.Y, map.Origin.Z,
        ];
        string numbers = string.Join(' ', parameters.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
        return $"#Insight Transform File V1.0\n#Transform 0\nTransform: AffineTransform_double_3_3\nParameters: {numbers}\n"
            + "FixedParameters: 0 0 0\n";
    }

    private static double[] Numbers(string text, string name, int count)
    {
        string? line = text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        string[] words = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length == count
            ? [.. words.Select(word => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture))]
            : throw new FormatException(
                $"An ITK transform file of a linear transform has a line '{name}' with {count} numbers; "
                    + $"{(line is null ? "there is no such line" : $"{words.Length} came")}.");
    }
}
