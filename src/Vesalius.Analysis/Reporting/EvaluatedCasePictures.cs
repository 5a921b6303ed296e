namespace Vesalius.Analysis.Reporting;

/// <summary>A case shown where it is worst.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="Views">Its pictures; none when they could not be drawn.</param>
public sealed record EvaluatedCasePictures(string Case, IReadOnlyList<DisagreementView> Views)
{
    /// <summary>What is to be said about the pictures, such as that there is no image of this case; null for nothing.</summary>
    public string? Remark { get; init; }
}
