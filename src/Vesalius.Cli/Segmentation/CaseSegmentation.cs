using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Inference;

namespace Vesalius.Cli.Segmentation;

/// <summary>The three stages of a scan's segmentation: read and prepare, find, write what was asked for.</summary>
/// <param name="Segmenter">The model.</param>
/// <param name="WritesProbabilities">Whether the probability of each structure is written.</param>
/// <param name="WritesUncertainty">Whether the uncertainty of each voxel is written.</param>
internal sealed record CaseSegmentation(Segmenter Segmenter, bool WritesProbabilities, bool WritesUncertainty)
{
    /// <summary>Reads and prepares a scan, or refuses it where the memory allowed does not suffice.</summary>
    public ReadyScan Read(ScanJob job, CancellationToken cancellation)
    {
        if (!WritesProbabilities)
        {
            Segmenter.ExpectMemoryFor(GridOf(job));
        }

        return Segmenter.Ready(job.Scan.Read, cancellation);
    }

    /// <summary>Segments a scan.</summary>
    public FoundSegmentation Find(ReadyScan scan, CancellationToken cancellation)
    {
        if (!WritesProbabilities)
        {
            JudgedSegmentation judged = Segmenter.Judge(scan, WritesUncertainty, cancellation: cancellation);
            return new FoundSegmentation(judged.Labels, judged.Confidence) { Uncertainty = judged.Uncertainty };
        }

        Prediction prediction = Segmenter.Segment(scan, cancellation: cancellation);
        return new FoundSegmentation(prediction.Labels, prediction.Confidence)
        {
            Prediction = prediction, Uncertainty = WritesUncertainty ? prediction.Scores.UncertaintyOnto(scan.Scan) : null,
        };
    }

    /// <summary>Writes what was found.</summary>
    /// <returns>The mask's file.</returns>
    public string Write(ScanJob job, FoundSegmentation found)
    {
        if (found.Uncertainty is not null)
        {
            job.WriteUncertainty(found.Uncertainty);
        }

        if (found.Prediction is not null)
        {
            job.WriteProbabilities(found.Prediction, Segmenter.Plan, found.Labels.Grid);
        }

        return job.Write(found.Labels, Segmenter.Plan.Outputs);
    }

    /// <summary>
    /// Whether the last of three scans may be read while the second is segmented and the first (null for none) is written. Not with
    /// probabilities, which take memory for every class, nor where the memory allowed has no room for it.
    /// </summary>
    public bool MayOverlap(ScanJob? written, ScanJob found, ScanJob read)
    {
        try
        {
            return !WritesProbabilities
                && Segmenter.HasRoomBeside(written is null ? null : () => GridOf(written), () => GridOf(found), () => GridOf(read));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Its own turn will tell.
            return false;
        }
    }

    private static Grid GridOf(ScanJob job) => VolumeFile.Identify(job.Scan.Paths[0]).Grid;
}
