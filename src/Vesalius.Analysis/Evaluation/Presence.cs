namespace Vesalius.Analysis.Evaluation;

/// <summary>Which of two masks have any voxel of a structure.</summary>
public enum Presence
{
    /// <summary>The structure is in neither mask: both agree that it is not there, and most scores are undefined.</summary>
    Neither,

    /// <summary>The structure is only in the reference: it was missed.</summary>
    OnlyReference,

    /// <summary>The structure is only in the prediction: it was invented.</summary>
    OnlyPrediction,

    /// <summary>The structure is in both masks.</summary>
    Both,
}
