using System.Globalization;

namespace Vesalius.Imaging.Registration;

/// <summary>One transform of a transform file of ITK.</summary>
/// <param name="Kind">Its name without number type and dimensions: AffineTransform; empty when the file has none.</param>
/// <param name="Parameters">What registration finds.</param>
/// <param name="Fixed">What it keeps: a centre, a lattice.</param>
internal sealed record ItkTransformBlock(string Kind, double[] Parameters, double[] Fixed)
{
    /// <summary>The transforms of a text, in its order; at least one.</summary>
    public static IReadOnlyList<ItkTransformBlock> Of(string text)
    {
        var blocks = new List<ItkTransformBlock>();
        foreach (string line in text.Split('\n').Select(line => line.Trim()))
        {
            if (After(line, "Transform:") is { } name)
            {
                blocks.Add(new ItkTransformBlock(name.Split('_')[0], [], []));
            }
            else if (After(line, "Parameters:") is { } parameters)
            {
                Last() = Last() with { Parameters = Numbers(parameters) };
            }
            else if (After(line, "FixedParameters:") is { } kept)
            {
                Last() = Last() with { Fixed = Numbers(kept) };
            }
        }

        return blocks.Count > 0
            ? blocks
            : throw new FormatException("An ITK transform file has a line 'Parameters:' with the numbers of the transform (12 numbers for "
                + "an affine one); there is no such line.");

        ref ItkTransformBlock Last()
        {
            if (blocks.Count == 0)
            {
                blocks.Add(new ItkTransformBlock("", [], []));
            }

            return ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(blocks)[^1];
        }
    }

    private static string? After(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..].Trim() : null;

    private static double[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"The parameters of a transform are numbers; '{word}' came."))];
}
