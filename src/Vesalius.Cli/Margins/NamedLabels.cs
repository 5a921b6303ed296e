using System.Globalization;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;

namespace Vesalius.Cli.Margins;

/// <summary>Finds the structures that a command line names: by value, by name, or by the unambiguous beginning of a name.</summary>
internal static class NamedLabels
{
    /// <summary>The structure of a name or number.</summary>
    /// <exception cref="Failure">There is none, or there are several.</exception>
    public static Label Find(LabelMap labels, string word, string option)
    {
        Label[] all = [.. labels.Table];
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && all.Where(label => label.Value == value).ToArray() is [var numbered])
        {
            return numbered;
        }

        Label[] named = [.. all.Where(label => label.Name.Equals(word, StringComparison.OrdinalIgnoreCase))];
        named = named.Length > 0 ? named : [.. all.Where(label => label.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        return named.Length == 1 ? named[0] : throw Failure.Usage(
            $"{option} takes a structure of the label map; '{word}' {(named.Length == 0 ? "is none" : "may be several")}. There are: {List(all)}.");
    }

    /// <summary>The structures of names or numbers, which commas may separate.</summary>
    public static IReadOnlyList<Label> FindAll(LabelMap labels, IEnumerable<string> words, string option) =>
        [.. words.SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(word => Find(labels, word, option))];

    private static string List(Label[] all) =>
        all.Length == 0 ? "none" : string.Join(", ", all.Select(label => $"{label.Value} ({label.Name})"));
}
