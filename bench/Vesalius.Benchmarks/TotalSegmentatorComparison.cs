using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;

namespace Vesalius.Benchmarks;

/// <summary>Imports the models that bench/peers/totalsegmentator_reference.py wrote and holds the joined labels against its own.</summary>
internal static class TotalSegmentatorComparison
{
    /// <summary>One line per scan.</summary>
    public static void Run(string root)
    {
        var model = new ModelFolder(Path.Combine(Path.GetTempPath(), $"vesalius-{Guid.NewGuid():N}"));
        TotalSegmentatorImport.Run(Path.Combine(root, "weights"), model);
        using (var segmenter = Segmenter.Load(model))
        {
            foreach (string scan in Directory.EnumerateFiles(root, "scan-*.nii.gz").Order(StringComparer.Ordinal))
            {
                ushort[] ours = segmenter.Label(() => [VolumeFile.Read(scan)]).Voxels.Array;
                ushort[] theirs = VolumeFile.ReadLabels(scan.Replace("scan-", "labels-", StringComparison.Ordinal)).Voxels.Array;
                int same = ours.Zip(theirs).Count(pair => pair.First == pair.Second);
                Console.WriteLine($"{Path.GetFileName(scan)}: {100.0 * same / ours.Length:0.0000} % of the labels equal, {ours.Distinct().Count()} of them there");
            }
        }

        Directory.Delete(model.Path, recursive: true);
    }
}
