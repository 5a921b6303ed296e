using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Plans;

namespace Vesalius.Cli.Segmentation;

/// <summary>One scan to segment, and where its mask goes.</summary>
/// <param name="Scan">The scan's files.</param>
/// <param name="Folder">The folder the mask goes to.</param>
/// <param name="FileName">
/// The mask's file; null for the scan's own name, PNG for planar masks and NIfTI for volumes. Structures that may overlap: a folder of PNG masks,
/// or .seg.nrrd.
/// </param>
internal sealed record ScanJob(ScanFiles Scan, string Folder, string? FileName)
{
    /// <summary>The scans of a file or folder. A single scan goes to a file; where the output is a folder or has no known ending, into it.</summary>
    public static IReadOnlyList<ScanJob> Find(string input, string output, int channels)
    {
        IReadOnlyList<ScanFiles> scans = ScanFiles.Find(input, channels);
        bool toFile = (File.Exists(input) || VolumeFile.IsImageFolder(input)) && !Directory.Exists(output) && VolumeFile.StemOf(output) != Path.GetFileName(output);
        return toFile
            ? [new ScanJob(scans[0], Path.GetDirectoryName(Path.GetFullPath(output))!, Path.GetFileName(output))]
            : [.. scans.Select(scan => new ScanJob(scan, output, null))];
    }

    /// <summary>Writes the mask, making its folder.</summary>
    /// <param name="labels">The mask.</param>
    /// <param name="outputs">Whether its structures may overlap.</param>
    /// <returns>The file or folder written.</returns>
    public string Write(LabelMap labels, OutputKind outputs)
    {
        if (outputs == OutputKind.Overlapping)
        {
            return WriteOverlapping(labels);
        }

        string path = Path.Combine(Folder, FileName ?? Scan.Id + (labels.Grid.Dimensions == 2 ? ".png" : ".nii.gz"));
        Directory.CreateDirectory(Folder);
        Failure.Writing(path, () => VolumeFile.Write(path, labels));
        return path;
    }

    private string WriteOverlapping(LabelMap labels)
    {
        Directory.CreateDirectory(Folder);
        string path = Path.Combine(Folder, FileName ?? Scan.Id + (labels.Grid.Dimensions == 2 ? string.Empty : ".seg.nrrd"));
        Failure.Writing(path, () =>
        {
            if (FileName is null && labels.Grid.Dimensions == 2)
            {
                StructureFolder.Write(path, labels, ".png");
            }
            else
            {
                VolumeFile.Write(path, labels);
            }
        });
        return path;
    }

    /// <summary>Writes the probability of each structure on the scan's grid, beside the mask.</summary>
    public void WriteProbabilities(Prediction prediction, SegmentationPlan plan, Grid grid)
    {
        IReadOnlyList<Volume<float>> probabilities = prediction.Scores.ProbabilitiesOnto(grid);
        Directory.CreateDirectory(Folder);
        foreach ((PlannedLabel label, Volume<float> probability) in plan.Labels.Zip(probabilities.TakeLast(plan.Labels.Count)))
        {
            string name = string.Concat(label.Name.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
            string path = Path.Combine(Folder, $"{Scan.Id}_{name}.nii.gz");
            Failure.Writing(path, () => VolumeFile.Write(path, probability));
        }
    }

    /// <summary>Writes the uncertainty of each voxel beside the mask, as STEM_uncertainty.nii.gz.</summary>
    public void WriteUncertainty(Volume<float> uncertainty)
    {
        string stem = FileName is null ? Scan.Id : VolumeFile.StemOf(FileName);
        string path = Path.Combine(Folder, $"{stem}_uncertainty.nii.gz");
        Directory.CreateDirectory(Folder);
        Failure.Writing(path, () => VolumeFile.Write(path, uncertainty));
    }
}
