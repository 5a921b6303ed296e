using System.Globalization;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Margins;

/// <summary>
/// Finds the structures that a command line names: by value, by name, by the unambiguous beginning of a name, or as a mask file of its own,
/// which may overlap the others.
/// </summary>
internal sealed class NamedLabels
{
    private readonly int ownLayers;

    /// <summary>The structures of a label map.</summary>
    public NamedLabels(LabelMap labels) => (Map, ownLayers) = (labels, labels.Layers.Count);

    /// <summary>The label map, with a layer more for each mask file that was named.</summary>
    public LabelMap Map { get; private set; }

    /// <summary>The structure of a name, number or file.</summary>
    /// <exception cref="Failure">There is none, or there are several.</exception>
    public Label Find(string word, string option)
    {
        Label[] all = [.. Map.Table];
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && all.Where(label => label.Value == value && label.Layer < ownLayers).ToArray() is [var numbered])
        {
            return numbered;
        }

        Label[] named = [.. all.Where(label => label.Name.Equals(word, StringComparison.OrdinalIgnoreCase))];
        named = named.Length > 0 ? named : [.. all.Where(label => label.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        return named.Length == 1 ? named[0]
            : named.Length == 0 && File.Exists(word) ? FromFile(word)
            : throw Failure.Usage(
                $"{option} takes a structure of the label map, or a mask file; '{word}' {(named.Length == 0 ? "is neither" : "may be several")}. There are: {List(all)}.");
    }

    /// <summary>The structures of names, numbers or files, which commas may separate.</summary>
    public IReadOnlyList<Label> FindAll(IEnumerable<string> words, string option) =>
        [.. words.SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(word =>
            Find(word, option))];

    private static string List(Label[] all) =>
        all.Length == 0 ? "none" : string.Join(", ", all.Select(label => $"{label.Value} ({label.Name})"));

    private Label FromFile(string path)
    {
        Volume<float> mask = Failure.Reading(() => VolumeFile.Read(path));
        Map.Grid.Expect(mask.Grid, path);
        var label = new Label(1, VolumeFile.StemOf(path), Rgb.ForLabel(Map.Table.Count + 1), Map.Layers.Count);
        Map = new LabelMap([.. Map.Layers, mask.Map(value => value > 0 ? (ushort)1 : (ushort)0)], new LabelTable([.. Map.Table, label]));
        return label;
    }
}
