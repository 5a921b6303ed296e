namespace Vesalius.Analysis.Evaluation;

/// <summary>How the agreeing parts of two surfaces become one figure.</summary>
public enum AgreementRule
{
    /// <summary>The agreeing weight of both surfaces over the weight of both.</summary>
    Pooled,

    /// <summary>The mean of the two agreeing fractions.</summary>
    MeanOfFractions,
}
