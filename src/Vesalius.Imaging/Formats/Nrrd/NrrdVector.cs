using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>Vectors of the form <c>(1,0,0)</c>.</summary>
internal static class NrrdVector
{
    /// <summary>Several vectors; <c>none</c>, or a vector of nothing but NaN, gives null.</summary>
    public static double[]?[] List(string text, ImageSource source)
    {
        var vectors = new List<double[]?>();
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("none", StringComparison.OrdinalIgnoreCase))
            {
                vectors.Add(null);
                at += 4;
            }
            else
            {
                int end = text.IndexOf(')', at);
                vectors.Add(end > at && text[at] == '(' ? One(text[(at + 1)..end], source) : throw Unreadable(text, source));
                at = end + 1;
            }
        }

        return [.. vectors];
    }

    /// <summary>A single vector.</summary>
    public static double[] Single(string text, ImageSource source) => List(text, source) is [double[] vector] ? vector : throw Unreadable(text, source);

    /// <summary>A vector as text.</summary>
    public static string Text(WorldVector v) => $"({TextNumbers.Text(v.X)},{TextNumbers.Text(v.Y)},{TextNumbers.Text(v.Z)})";

    private static double[]? One(string text, ImageSource source)
    {
        double[] vector = source.Reals(text, "vector");
        return vector.Length == 0 ? throw Unreadable(text, source) : vector.All(double.IsNaN) ? null : vector;
    }

    private static VolumeFormatException Unreadable(string text, ImageSource source) =>
        source.Error($"vectors of the form (1,0,0) were expected; '{TextNumbers.Shortened(text)}' came.");
}
