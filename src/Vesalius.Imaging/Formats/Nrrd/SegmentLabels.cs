using System.Globalization;
using System.Text.RegularExpressions;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>The segments of a .seg.nrrd: <c>Segment0_Name</c>, <c>_LabelValue</c>, <c>_Layer</c>, <c>_Color</c> and more.</summary>
internal static partial class SegmentLabels
{
    /// <summary>Whether a header speaks of segments.</summary>
    public static bool ArePresent(IEnumerable<KeyValuePair<string, string>> pairs) => pairs.Any(pair => SegmentKey().IsMatch(pair.Key));

    /// <summary>
    /// The segments as labels. Older files give neither value nor layer: each segment is then a layer of its own with value 1.
    /// </summary>
    public static LabelTable Decode(IEnumerable<KeyValuePair<string, string>> pairs, int layers, ImageSource source)
    {
        var segments = Segments(pairs);
        try
        {
            return new LabelTable(segments.Select(segment => Segment(segment.Key, segment.Value, layers)).Where(label => label.Value > 0).ToArray());
        }
        catch (ArgumentException error)
        {
            throw source.Error($"its segments contradict each other: {error.Message}", null, error);
        }
    }

    /// <summary>The pairs of every segment in the order of the labels; what the file said of a segment beyond its label is kept.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Encode(StoredImage image)
    {
        var known = Segments(image.Metadata);
        SegmentExtents extents = SegmentExtents.Of(image);
        int number = 0;
        foreach (Label label in image.Labels ?? LabelTable.Empty)
        {
            var pairs = known.Values.FirstOrDefault(segment => Segment(0, segment, image.Components) is var old && old.Value == label.Value && old.Layer == label.Layer)
                is { } before ? new SortedDictionary<string, string>(before, StringComparer.Ordinal) : new(StringComparer.Ordinal);
            pairs.TryAdd("ID", $"Segment_{label.Layer}_{label.Value}");
            pairs["Name"] = label.Name;
            pairs["Color"] = ColorText(label.Color, pairs.GetValueOrDefault("Color"));
            pairs["LabelValue"] = label.Value.ToString(CultureInfo.InvariantCulture);
            pairs["Layer"] = label.Layer.ToString(CultureInfo.InvariantCulture);
            pairs["Extent"] = extents.Text(label);
            foreach ((string key, string value) in pairs)
            {
                yield return new($"Segment{number}_{key}", value);
            }

            number++;
        }
    }

    private static SortedDictionary<int, Dictionary<string, string>> Segments(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var segments = new SortedDictionary<int, Dictionary<string, string>>();
        foreach ((string key, string value) in pairs)
        {
            if (SegmentKey().Match(key) is { Success: true } match)
            {
                int number = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                segments.TryAdd(number, []);
                segments[number][match.Groups[2].Value] = value;
            }
        }

        return segments;
    }

    private static Label Segment(int number, Dictionary<string, string> pairs, int layers)
    {
        int Number(string key, int otherwise) => int.TryParse(pairs.GetValueOrDefault(key), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
        int label = Number("LabelValue", 1);
        int layer = layers == 1 ? 0 : Math.Clamp(Number("Layer", number), 0, layers - 1);
        string name = pairs.GetValueOrDefault("Name") ?? pairs.GetValueOrDefault("ID") ?? $"label {label}";
        return new Label(label, name, Color(pairs.GetValueOrDefault("Color")) ?? Rgb.ForLabel(Math.Max(1, label)), layer);
    }

    private static Rgb? Color(string? text)
    {
        static byte Part(string word) => (byte)Math.Round(255 * Math.Clamp(double.TryParse(word, CultureInfo.InvariantCulture, out double part) ? part : 0, 0, 1));
        return TextNumbers.Words(text ?? string.Empty) is [var red, var green, var blue] ? new Rgb(Part(red), Part(green), Part(blue)) : null;
    }

    /// <summary>The colour as three numbers from 0 to 1; the file's own digits where they mean the same colour.</summary>
    private static string ColorText(Rgb color, string? before) => Color(before) == color
        ? before!
        : string.Join(' ', new[] { color.Red, color.Green, color.Blue }.Select(part => (part / 255.0).ToString("0.######", CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^Segment(\d{1,5})_(\w+)$")]
    private static partial Regex SegmentKey();
}
