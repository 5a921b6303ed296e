using System.Globalization;
using System.Text.RegularExpressions;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>The numbered voxel files of a pattern such as <c>slice%03d.raw 1 20 1</c>: first, last and step.</summary>
internal static partial class NumberedFiles
{
    private const int Most = 100_000;

    /// <summary>The names, or the text itself when it is no pattern.</summary>
    public static IReadOnlyList<string> Expand(string text, ImageSource source)
    {
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return [text];
        }

        long[] range = source.Wholes(match.Groups["range"].Value, "data file");
        long step = range.Length > 2 ? range[2] : 1;
        if (step == 0 || (range[1] - range[0]) / step is < 0 or >= Most)
        {
            throw source.Error($"a pattern of voxel files names 1 to {Most:N0} of them; '{TextNumbers.Shortened(text)}' does not.");
        }

        int width = match.Groups["width"].Value is { Length: > 0 } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        char pad = match.Groups["zero"].Success ? '0' : ' ';
        return [.. Enumerable.Range(0, (int)((range[1] - range[0]) / step) + 1).Select(i => match.Groups["before"].Value
            + (range[0] + i * step).ToString(CultureInfo.InvariantCulture).PadLeft(width, pad) + match.Groups["after"].Value)];
    }

    [GeneratedRegex(@"^(?<before>.*)%(?<zero>0)?(?<width>\d{0,2})d(?<after>\S*)\s+(?<range>-?\d{1,9}\s+-?\d{1,9}(\s+-?\d{1,9}){0,2})\s*$")]
    private static partial Regex Pattern();
}
