using Vesalius.Imaging;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Cli.Detection;

/// <summary>Images whose probabilities a model gives, one at a time.</summary>
internal static class ModelImages
{
    /// <summary>Segments each image of a file or folder.</summary>
    public static IEnumerable<DetectionImage> Of(string model, string input, Func<string, bool> isWanted, CancellationToken cancellation)
    {
        using Segmenter segmenter = Segmenter.Load(new ModelFolder(model));
        foreach (ScanFiles scan in ScanFiles.Find(input, segmenter.Plan.Channels.Count).Where(scan => isWanted(scan.Id)))
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<Volume<float>> channels = scan.Read();
            Prediction prediction = segmenter.Segment(channels, cancellation: cancellation);
            IReadOnlyList<PlannedLabel> planned = segmenter.Plan.Labels;
            IEnumerable<Volume<float>> probabilities = prediction.Scores.ProbabilitiesOnto(channels[0].Grid).TakeLast(planned.Count);
            yield return new DetectionImage(
                scan.Id, channels[0], [.. planned.Select(label => new Label(label.Value, label.Name, Rgb.ForLabel(label.Value))).Zip(probabilities)]);
        }
    }
}
