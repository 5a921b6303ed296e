using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Detection;

/// <summary>Probabilities in files called CASE_STRUCTURE, as <c>predict --probabilities</c> writes them.</summary>
internal static class ProbabilityFiles
{
    /// <summary>The probabilities of some cases.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="cases">The cases; each needs at least one file.</param>
    public static IEnumerable<DetectionImage> Of(string folder, IReadOnlyList<string> cases)
    {
        (string Path, string Stem)[] files = [.. Failure.Reading(() => Directory.GetFiles(folder))
            .Select(path => (path, VolumeFile.StemOf(path))).OrderBy(file => file.Item2, StringComparer.Ordinal)];
        foreach (string one in cases)
        {
            (string Path, string Name)[] own = [.. files
                .Where(file => file.Stem.StartsWith(one + "_", StringComparison.Ordinal))
                .Where(file => !cases.Any(other => other.Length > one.Length
                    && file.Stem.StartsWith(other + "_", StringComparison.Ordinal)))
                .Select(file => (file.Path, file.Stem[(one.Length + 1)..]))];
            if (own.Length == 0)
            {
                throw Failure.Unreadable(
                    $"{folder}: case {one} has labels but no probabilities. Files called {one}_STRUCTURE were expected, as 'predict --probabilities' writes them.");
            }

            yield return new DetectionImage(one, null, [.. own.Select((file, i) =>
                (new Label(i + 1, file.Name, Rgb.ForLabel(i + 1)), Failure.Reading(() => VolumeFile.Read(file.Path))))]);
        }
    }
}
