namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// One to one by intersection over union (panoptic quality, Kirillov et al. 2019): pairs are taken from the greatest down, as long as
/// neither part has one yet. Above one half there is never a choice.
/// </summary>
public sealed record OverlapMatching : InstanceMatching
{
    /// <summary>The least IoU at which two parts are a match, above 0 and at most 1; one half by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The IoU is not above 0, or above 1.</exception>
    public double LeastIou
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The least IoU of a match is above 0 and at most 1.");
    } = 0.5;

    /// <summary>Whether an IoU equal to the least one is no match.</summary>
    public bool IsStrict { get; init; }
}
