using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Demonstration;

/// <summary>Where the demo's files go. A folder of an earlier demo is replaced; any other that holds something is left alone.</summary>
internal sealed record DemoFolder(string Path)
{
    private const string Marker = "demo.txt";

    /// <summary>The scans to learn from.</summary>
    public string Dataset => At("dataset");

    /// <summary>The trained model.</summary>
    public string Model => At("model");

    /// <summary>Scans the model has not seen.</summary>
    public string UnseenImages => At("unseen/images");

    /// <summary>Their true labels.</summary>
    public string UnseenLabels => At("unseen/labels");

    /// <summary>What the model found in them.</summary>
    public string Predictions => At("unseen/predictions");

    /// <summary>Pictures of what it found.</summary>
    public string Pictures => At("pictures");

    /// <summary>The page about all of it.</summary>
    public string Report => At("report.html");

    /// <summary>Makes the folders.</summary>
    public void Create()
    {
        if (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any())
        {
            if (!File.Exists(At(Marker)))
            {
                throw Failure.Usage($"{Path} holds something else than an earlier demo. Give another folder with --output.");
            }

            Directory.Delete(Path, recursive: true);
        }

        foreach (string folder in (string[])[Dataset, UnseenImages, UnseenLabels, Predictions, Pictures])
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(At(Marker), "Made by 'vesalius demo'. The next demo into this folder replaces it.\n");
    }

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
