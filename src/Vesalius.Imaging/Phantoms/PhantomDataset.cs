using System.Text.Json;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Phantoms;

/// <summary>Phantom patients as a dataset on disk: <c>images/</c>, <c>labels/</c>, <c>dataset.json</c> and <c>split.csv</c>.</summary>
/// <param name="FirstSeed">The seed of the first patient; the others follow by one.</param>
/// <param name="Training">How many patients to learn from.</param>
/// <param name="Validation">How many patients to watch learning with.</param>
public sealed record PhantomDataset(int FirstSeed = 1, int Training = 10, int Validation = 2)
{
    /// <summary>How the patients are scanned.</summary>
    public PhantomOptions Options { get; init; } = new();

    /// <summary>The seed of the first patient that is not in the dataset: unseen patients start here.</summary>
    public int NextSeed => FirstSeed + Training + Validation;

    /// <summary>Writes the dataset and returns the names of its cases.</summary>
    /// <param name="folder">Made if it is not there; cases of the same names are written over.</param>
    /// <param name="progress">Told the fraction of patients written.</param>
    /// <param name="cancellation">Stops between two patients.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public IReadOnlyList<string> Write(string folder, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        string images = Directory.CreateDirectory(Path.Combine(folder, "images")).FullName;
        string labels = Directory.CreateDirectory(Path.Combine(folder, "labels")).FullName;
        int count = Training + Validation;
        string[] names = [.. Enumerable.Range(0, count).Select(i => NameOf(FirstSeed + i))];
        for (int i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            PhantomScan scan = AbdomenPhantom.Draw(FirstSeed + i, Options).Baseline;
            VolumeFile.Write(Path.Combine(images, names[i] + ".nii.gz"), scan.Scan);
            VolumeFile.Write(Path.Combine(labels, names[i] + ".nii.gz"), scan.Truth);
            progress?.Report((i + 1.0) / count);
        }

        File.WriteAllText(Path.Combine(folder, "dataset.json"), Description());
        IEnumerable<string> rows = names.Select((name, i) => $"{name},{name},{(i < Training ? "train" : "val")}");
        File.WriteAllLines(Path.Combine(folder, "split.csv"), rows.Prepend("case,group,split"));
        return names;
    }

    /// <summary>What the patient of a seed is called.</summary>
    public static string NameOf(int seed) => $"phantom_{seed:000}";

    private static string Description() => JsonSerializer.Serialize(
        new
        {
            name = "Phantom abdomens",
            channel_names = new Dictionary<string, string> { ["0"] = "CT" },
            labels = AbdomenPhantom.Labels.ToDictionary(label => label.Name, label => label.Value),
        },
        Indented) + "\n";

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };
}
