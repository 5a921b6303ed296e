using System.Text.Json.Serialization;
using Vesalius.Analysis.Detection;
using Vesalius.Analysis.Measurement;

namespace Vesalius.Cli.Detection;

/// <summary>What <c>detect --json</c> writes: pixel indices from 0, outlines along pixel edges.</summary>
internal sealed record DetectDocument(double Threshold, IReadOnlyList<DetectDocument.CasePart> Cases)
{
    /// <summary>The folder of the model; no member where probabilities were given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>How good the findings are; no member without references.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EvaluatedStructure>? Evaluation { get; init; }

    /// <summary>The document's form of a case.</summary>
    public static CasePart Of(string name, IReadOnlyList<(string Structure, int Label, IReadOnlyList<Finding> Findings)> structures) =>
        new(name, [.. structures.Select(one => new StructurePart(
            one.Label, one.Structure, ImageScore.Maximum(one.Findings), ImageScore.NoisyOr(one.Findings), [.. one.Findings.Select(Of)]))]);

    private static FindingPart Of(Finding finding)
    {
        VoxelBox box = finding.Region.Box;
        bool isPlanar = finding.Region.Mask.Size.Z == 1;
        IReadOnlyList<IReadOnlyList<double[]>>? contours = isPlanar
            ? [.. FindingContour.Of(finding.Region).Select(line => (IReadOnlyList<double[]>)[.. line.Select(at => new[] { at.X, at.Y })])]
            : null;
        return new FindingPart(
            finding.Score, finding.MaximumProbability, finding.MeanProbability, finding.Region.Pixels, finding.Size,
            new BoxPart([box.FirstX, box.FirstY, box.FirstZ], [box.LastX, box.LastY, box.LastZ]),
            [finding.Region.Centroid.X, finding.Region.Centroid.Y, finding.Region.Centroid.Z],
            [finding.Peak.X, finding.Peak.Y, finding.Peak.Z],
            contours);
    }

    internal sealed record CasePart(string Case, IReadOnlyList<StructurePart> Structures);

    internal sealed record StructurePart(int Label, string Name, double ImageScore, double ImageScoreNoisyOr,
        IReadOnlyList<FindingPart> Findings);

    internal sealed record BoxPart(int[] First, int[] Last);

    internal sealed record FindingPart(
        double Score, double MaximumProbability, double MeanProbability, long Pixels, double Size, BoxPart Box, double[] Centroid,
            int[] Peak,
        IReadOnlyList<IReadOnlyList<double[]>>? Contours);
}
