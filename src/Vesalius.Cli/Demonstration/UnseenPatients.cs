using Vesalius.Analysis.Reporting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Phantoms;
using Vesalius.Learning.Inference;

namespace Vesalius.Cli.Demonstration;

/// <summary>Phantom patients that the model has not learned from, each scanned twice.</summary>
internal static class UnseenPatients
{
    /// <summary>Draws the patients that follow those of a dataset, writes their scans and true labels, segments the scans, and writes what was found.</summary>
    public static IReadOnlyList<SegmentedCase> Segment(
        DemoFolder folder, Segmenter segmenter, PhantomDataset seen, int count, IProgress<double> progress, CancellationToken cancellation)
    {
        var cases = new List<SegmentedCase>();
        for (int i = 0; i < count; i++)
        {
            int seed = seen.NextSeed + i;
            PhantomPatient patient = AbdomenPhantom.Draw(seed, seen.Options);
            cases.Add(Segment(folder, segmenter, PhantomDataset.NameOf(seed) + "_baseline", patient.Baseline, cancellation));
            cases.Add(Segment(folder, segmenter, PhantomDataset.NameOf(seed) + "_followup", patient.FollowUp, cancellation));
            progress.Report((i + 1.0) / count);
        }

        return cases;
    }

    private static SegmentedCase Segment(DemoFolder folder, Segmenter segmenter, string name, PhantomScan scan, CancellationToken cancellation)
    {
        string file = name + ".nii.gz";
        VolumeFile.Write(Path.Combine(folder.UnseenImages, file), scan.Scan);
        VolumeFile.Write(Path.Combine(folder.UnseenLabels, file), scan.Truth);
        LabelMap found = segmenter.Segment(scan.Scan, cancellation: cancellation).Labels;
        VolumeFile.Write(Path.Combine(folder.Predictions, file), found);
        return new SegmentedCase(name, scan.Scan, scan.Truth, found) { TrueVolumeMl = scan.Tumours.Sum(tumour => tumour.VolumeMl) };
    }
}
