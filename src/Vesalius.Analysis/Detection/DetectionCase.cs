namespace Vesalius.Analysis.Detection;

/// <summary>What was found in one image, and what is there.</summary>
/// <param name="Case">What the image is called.</param>
/// <param name="References">What is there, of one structure.</param>
/// <param name="Findings">What was found, of the same structure.</param>
public sealed record DetectionCase(string Case, IReadOnlyList<FindingRegion> References, IReadOnlyList<Finding> Findings)
{
    /// <summary>The patient; images of one patient are drawn together for intervals. The image alone when null.</summary>
    public string? Group { get; init; }

    /// <summary>How sure it is that the image shows the structure; that of the surest finding unless given.</summary>
    public double ImageScore { get; init; } = Detection.ImageScore.Maximum(Findings);
}
