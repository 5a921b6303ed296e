namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>Line ends and backslashes in values of key-value pairs are escaped.</summary>
internal static class NrrdText
{
    /// <summary>The value as it is meant.</summary>
    public static string Unescape(string value) =>
        value.Contains('\\', StringComparison.Ordinal)
            ? string.Join('\\', value.Split("\\\\").Select(part => part.Replace("\\n", "\n", StringComparison.Ordinal)))
            : value;

    /// <summary>The value as it is written on one line.</summary>
    public static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
