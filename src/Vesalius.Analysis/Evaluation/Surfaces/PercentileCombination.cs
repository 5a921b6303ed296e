namespace Vesalius.Analysis.Evaluation;

/// <summary>How the percentiles of the two directions become one figure.</summary>
public enum PercentileCombination
{
    /// <summary>The larger of the two directed percentiles.</summary>
    LargerDirection,

    /// <summary>The percentile of both directions' distances taken together; the larger surface then outweighs the smaller.</summary>
    Pooled,

    /// <summary>The mean of the two directed percentiles.</summary>
    Mean,
}
