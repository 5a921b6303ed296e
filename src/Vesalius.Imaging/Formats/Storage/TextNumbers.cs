using System.Globalization;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Numbers in text headers: always with a point, never with a culture.</summary>
internal static class TextNumbers
{
    private static readonly char[] Separators = [' ', '\t', ',', ';'];

    /// <summary>The real numbers of a line.</summary>
    public static double[] Reals(this ImageSource source, string text, string field) =>
        [.. Words(text).Select(word => source.Real(word, field))];

    /// <summary>One real number; "nan" and "inf" are allowed, as several writers use them for "unknown".</summary>
    public static double Real(this ImageSource source, string word, string field)
    {
        string lower = word.Trim().ToLowerInvariant();
        return lower switch
        {
            "nan" or "-nan" or "+nan" => double.NaN,
            "inf" or "+inf" or "infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            _ when double.TryParse(lower, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => value,
            _ => throw source.Error($"the header field '{field}' should hold numbers; '{Shortened(word)}' came."),
        };
    }

    /// <summary>The whole numbers of a line.</summary>
    public static long[] Wholes(this ImageSource source, string text, string field) => [.. Words(text).Select(word =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw source.Error($"the header field '{field}' should hold whole numbers; '{Shortened(word)}' came."))];

    /// <summary>One whole number.</summary>
    public static long Whole(this ImageSource source, string text, string field) => source.Wholes(text, field) is [long value]
        ? value
        : throw source.Error($"the header field '{field}' should hold one whole number; '{Shortened(text)}' came.");

    /// <summary>A number in the shortest form that reads back as the same double.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Numbers with spaces between.</summary>
    public static string Text(params IEnumerable<double> values) => string.Join(' ', values.Select(Text));

    /// <summary>The words of a line.</summary>
    public static string[] Words(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>At most 60 characters of what came, for messages.</summary>
    public static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
