using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Detection;

/// <summary>
/// What is really there: per case a folder with one mask per structure (they may overlap), or one label map. A structure without a mask in
/// the folder, or without a voxel, is not there.
/// </summary>
internal sealed class ReferenceMasks
{
    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);

    /// <summary>Lists a folder of references.</summary>
    public ReferenceMasks(string folder)
    {
        foreach (string path in Failure.Reading(() => Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal)))
        {
            bool isKnown = Directory.Exists(path)
                || VolumeFile.KnownExtensions.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
            if (isKnown)
            {
                places.TryAdd(Directory.Exists(path) ? Path.GetFileName(path) : VolumeFile.StemOf(path), path);
            }
        }

        if (places.Count == 0)
        {
            throw Failure.Unreadable($"{folder}: no labels were found: a folder of masks or a label map per case was expected.");
        }
    }

    /// <summary>The cases that have references, in order.</summary>
    public IReadOnlyList<string> Cases => [.. places.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether a case has references.</summary>
    public bool Has(string one) => places.ContainsKey(one);

    /// <summary>The mask of a structure, on the grid of its probability.</summary>
    public Volume<bool> Of(string one, Label label, Grid grid)
    {
        Volume<bool> mask = Read(places[one], label, grid);
        return mask.Size == grid.Size
            ? mask.On(grid)
            : throw Failure.Unreadable(
                $"{places[one]}: '{label.Name}' has {mask.Size} pixels, the image has {grid.Size}. Masks lie on the image's own grid.");
    }

    private static Volume<bool> Read(string place, Label label, Grid grid)
    {
        if (!Directory.Exists(place))
        {
            LabelMap map = Failure.Reading(() => VolumeFile.ReadLabels(place));
            Label? own = map.Table.FirstOrDefault(one =>
                one.Name.Equals(label.Name, StringComparison.OrdinalIgnoreCase)) ?? map.Table.Find(label.Value);
            return own is null ? new Volume<bool>(map.Grid) : map.Mask(own);
        }

        string? file = Directory.GetFiles(place).Order(StringComparer.Ordinal).FirstOrDefault(path =>
            IsSame(VolumeFile.StemOf(path), label.Name));
        return file is null ? new Volume<bool>(grid) : Failure.Reading(() => VolumeFile.Read(file)).Map(value => value > 0);
    }

    // predict writes names with what is no letter or digit turned into dashes.
    private static bool IsSame(string a, string b) => Plain(a).Equals(Plain(b), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
}
