namespace Vesalius.Analysis.Planning;

/// <summary>What a cut leaves.</summary>
/// <param name="Margin">The margin from the target's surface to the cut.</param>
/// <param name="OrganMl">The whole organ with the target, in ml; NaN without an organ.</param>
/// <param name="ResectedMl">What is removed of it, in ml; NaN without an organ.</param>
/// <param name="TargetMl">The target, in ml.</param>
public sealed record ResectionMargin(SurfaceMargin Margin, double OrganMl, double ResectedMl, double TargetMl)
{
    /// <summary>What is left of the organ, in ml.</summary>
    public double RemnantMl => OrganMl - ResectedMl;

    /// <summary>What is left, as a share of the organ without the target: the remnant that surgeons of the liver decide by.</summary>
    public double RemnantShare => RemnantMl / (OrganMl - TargetMl);
}
