using System.Globalization;

namespace Vesalius.Imaging.Registration;

/// <summary>
/// Transforms as ITK, elastix, ANTs and 3D Slicer exchange them ("#Insight Transform File V1.0", .txt or .tfm), in LPS+ mm, from points of
/// the fixed scan to points of the moving one: linear ones about a fixed centre, free-form deformations of cubic B-splines, and several of
/// them one after the other.
/// </summary>
public static class ItkTransformText
{
    /// <summary>Reads the text of a file of linear transforms.</summary>
    /// <exception cref="FormatException">The text is no transform file, or a transform is of a kind that is not linear.</exception>
    public static WorldTransform Parse(string text)
    {
        RegistrationMap map = ParseMap(text);
        return map.Deformation is null
            ? map.Linear
            : throw new FormatException("A linear transform was expected; a file with a B-spline deformation came.");
    }

    /// <summary>Reads the text of a transform file, deformations included.</summary>
    /// <exception cref="FormatException">
    /// The text is no transform file, a transform is of a kind that is not known, or a deformation does not come before all linear maps.
    /// </exception>
    public static RegistrationMap ParseMap(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ItkTransformBlock[] blocks = [.. ItkTransformBlock.Of(text).Where(block => block.Kind != "CompositeTransform")];

        // ITK applies the last transform of a file first.
        var map = new RegistrationMap(WorldTransform.Identity);
        foreach ((int place, ItkTransformBlock block) in blocks.Reverse().Index())
        {
            map = block.Kind != "BSplineTransform" ? map with { Linear = map.Linear.Then(ItkLinear.Of(block)) }
                : place == 0 ? map with { Deformation = ItkSpline.Of(block) }
                : throw new FormatException("A B-spline deformation is read when it is the first that is applied, the last of the file; "
                    + "here another transform comes before it.");
        }

        return map;
    }

    /// <summary>The text of a transform file, with the centre at the origin.</summary>
    public static string Of(WorldTransform transform) => Of(new RegistrationMap(transform));

    /// <summary>The text of a transform file: of the linear map alone, or of both as a composite of ITK.</summary>
    public static string Of(RegistrationMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        const string Head = "#Insight Transform File V1.0\n";
        string linear = ItkLinear.TextOf(map.Linear);
        return map.Deformation is not { } deformation
            ? $"{Head}#Transform 0\n{linear}"
            : $"{Head}#Transform 0\nTransform: CompositeTransform_double_3_3\n"
                + $"#Transform 1\n{linear}#Transform 2\n{ItkSpline.TextOf(deformation)}";
    }

    /// <summary>Numbers as such files have them.</summary>
    internal static string Numbers(IEnumerable<double> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
