namespace Vesalius.Analysis.Tracking;

/// <summary>One visit in the life of a tracked lesion.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Lesion">What is there; null when nothing is.</param>
/// <param name="OtherTrack">The track it merged into or split off from.</param>
public sealed record TrackPoint(LesionState State, TrackedLesion? Lesion = null, int? OtherTrack = null)
{
    /// <summary>
    /// How sure the match to the visit before is: 1 for the same place and size, towards 0 for a doubtful pair; NaN without a match.
    /// </summary>
    public double Confidence { get; init; } = double.NaN;

    /// <summary>Whether a person decided it.</summary>
    public bool IsCorrected { get; init; }
}
