namespace Vesalius.Analysis.Tracking.Response;

/// <summary>The response at one visit, and the numbers that decided it. Lengths in mm.</summary>
public sealed record RecistAssessment
{
    /// <summary>The sum of the targets; null when one was not assessed.</summary>
    public required decimal? Sum { get; init; }

    /// <summary>The sum at baseline.</summary>
    public required decimal BaselineSum { get; init; }

    /// <summary>The smallest complete sum of the earlier visits, baseline among them.</summary>
    public required decimal Nadir { get; init; }

    /// <summary>The targets' response; null when there are no targets.</summary>
    public required ResponseCategory? Targets { get; init; }

    /// <summary>How disease that is not measured stands.</summary>
    public required NonTargetStatus NonTargets { get; init; }

    /// <summary>Whether there are new lesions.</summary>
    public required NewLesionStatus NewLesions { get; init; }

    /// <summary>The response as a whole.</summary>
    public required ResponseCategory Overall { get; init; }

    /// <summary>What decided, in words for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The change from baseline as a fraction; NaN when it is not defined.</summary>
    public double FromBaseline => Change(BaselineSum);

    /// <summary>The change from the nadir as a fraction; NaN when it is not defined.</summary>
    public double FromNadir => Change(Nadir);

    private double Change(decimal reference) => Sum is { } sum && reference > 0 ? (double)(sum / reference) - 1 : double.NaN;
}
