namespace Vesalius.Analysis.Evaluation;

/// <summary>Whether two masks hang together alike.</summary>
public sealed record TopologyScores
{
    /// <summary>
    /// Centre-line Dice, 0 to 1 (Shit et al. 2021): the harmonic mean of the part of the prediction's centre line that lies in the
    /// reference and of the part of the reference's that lies in the prediction. For tubes: vessels, airways, nerves. NaN when neither
    /// mask has a voxel.
    /// </summary>
    public required double CentrelineDice { get; init; }

    /// <summary>The part of the prediction's centre line inside the reference, 0 to 1; NaN when it has none.</summary>
    public required double CentrelinePrecision { get; init; }

    /// <summary>The part of the reference's centre line inside the prediction, 0 to 1; NaN when it has none.</summary>
    public required double CentrelineSensitivity { get; init; }

    /// <summary>Parts, holes and cavities of the reference.</summary>
    public required BettiNumbers Reference { get; init; }

    /// <summary>Parts, holes and cavities of the prediction.</summary>
    public required BettiNumbers Prediction { get; init; }

    /// <summary>How many parts, holes and cavities the prediction has too many or too few, added up.</summary>
    public long BettiError => Reference.ErrorTo(Prediction);
}
