namespace Vesalius.Analysis.Evaluation;

/// <summary>What volume similarity is.</summary>
public enum VolumeSimilarityRule
{
    /// <summary>1 − |prediction − reference| / (prediction + reference), 0 to 1; 1 is best (Taha and Hanbury 2015).</summary>
    Likeness,

    /// <summary>2 (reference − prediction) / (reference + prediction), −2 to 2; 0 is best (ITK's LabelOverlapMeasures).</summary>
    SignedDifference,
}
