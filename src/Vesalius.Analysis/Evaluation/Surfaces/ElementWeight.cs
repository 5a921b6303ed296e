namespace Vesalius.Analysis.Evaluation;

/// <summary>How much one element of a surface counts in means, percentiles and agreement.</summary>
public enum ElementWeight
{
    /// <summary>Its area in mm² (its length in mm in 2-D). Only surfels have one.</summary>
    Area,

    /// <summary>One, whatever its size: dense sampling along one axis then counts more.</summary>
    Count,
}
