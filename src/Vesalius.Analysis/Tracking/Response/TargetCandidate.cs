namespace Vesalius.Analysis.Tracking.Response;

/// <summary>A lesion of the baseline scan that may become a target.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Organ">Where it lies. Sides are ignored ("left kidney", "kidney right"); all lymph nodes are one organ.</param>
/// <param name="LongestMm">Its longest diameter on a slice, in mm.</param>
/// <param name="ShortMm">The diameter at a right angle to it, in mm.</param>
public sealed record TargetCandidate(string Id, string Organ, decimal LongestMm, decimal ShortMm)
{
    /// <summary>Whether it is a lymph node.</summary>
    public bool IsNode { get; init; }

    /// <summary>Whether its size cannot be trusted: treated before, cystic, without clear borders. It is never a target.</summary>
    public bool IsUnsuitable { get; init; }

    /// <summary>What it adds to the sum, in mm: the short axis of a node, else the longest diameter.</summary>
    public decimal LengthMm => IsNode ? ShortMm : LongestMm;
}
