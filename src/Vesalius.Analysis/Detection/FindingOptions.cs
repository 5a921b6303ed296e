namespace Vesalius.Analysis.Detection;

/// <summary>What counts as a finding.</summary>
public sealed record FindingOptions
{
    /// <summary>Pixels of at least this probability belong to findings; above 0, up to 1.</summary>
    public double Threshold
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The threshold of findings lies above 0 and is 1 at most.");
    } = 0.5;

    /// <summary>Smaller findings are left out: mm² in 2-D, mm³ in 3-D.</summary>
    public double MinimumSize { get; init; }

    /// <summary>Whether what a finding encloses belongs to it.</summary>
    public bool FillsHoles { get; init; }

    /// <summary>What says how sure a finding is.</summary>
    public FindingScore Score { get; init; } = FindingScore.Maximum;
}
