using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Inference;

namespace Vesalius.Cli.Segmentation;

/// <summary>Segments scans one by one and writes what was asked for.</summary>
/// <param name="Segmenter">The model.</param>
/// <param name="WritesProbabilities">Whether the probability of each structure is written.</param>
/// <param name="WritesUncertainty">Whether the uncertainty of each voxel is written.</param>
internal sealed record CaseSegmentation(Segmenter Segmenter, bool WritesProbabilities, bool WritesUncertainty)
{
    /// <summary>Segments a scan.</summary>
    /// <returns>The mask's file, and how far to trust it.</returns>
    public (string Written, SegmentationConfidence? Confidence) Run(ScanJob job, CancellationToken cancellation) =>
        WritesProbabilities ? WithProbabilities(job, cancellation) : LabelsOnly(job, cancellation);

    private (string Written, SegmentationConfidence? Confidence) LabelsOnly(ScanJob job, CancellationToken cancellation)
    {
        Segmenter.ExpectMemoryFor(VolumeFile.Identify(job.Scan.Paths[0]).Grid);
        JudgedSegmentation found = Segmenter.Judge(job.Scan.Read, WritesUncertainty, cancellation: cancellation);
        if (found.Uncertainty is not null)
        {
            job.WriteUncertainty(found.Uncertainty);
        }

        return (job.Write(found.Labels, Segmenter.Plan.Outputs), found.Confidence);
    }

    private (string Written, SegmentationConfidence? Confidence) WithProbabilities(ScanJob job, CancellationToken cancellation)
    {
        IReadOnlyList<Volume<float>> channels = job.Scan.Read();
        Prediction prediction = Segmenter.Segment(channels, cancellation: cancellation);
        if (WritesUncertainty)
        {
            job.WriteUncertainty(prediction.Scores.UncertaintyOnto(channels[0].Grid));
        }

        job.WriteProbabilities(prediction, Segmenter.Plan, channels[0].Grid);
        return (job.Write(prediction.Labels, Segmenter.Plan.Outputs), prediction.Confidence);
    }
}
