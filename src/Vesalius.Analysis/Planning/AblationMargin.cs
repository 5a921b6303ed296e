namespace Vesalius.Analysis.Planning;

/// <summary>How a zone covers the target.</summary>
/// <param name="Margin">The depth of the target's surface within the zone; left out near the organ's surface if asked for.</param>
/// <param name="UncoveredMl">The volume of the target outside the zone, in ml.</param>
/// <param name="Curve">The covered share of the target and of its surroundings.</param>
public sealed record AblationMargin(SurfaceMargin Margin, double UncoveredMl, IReadOnlyList<CoveragePoint> Curve);
