using Vesalius.Imaging;

namespace Vesalius.Analysis.Planning;

/// <summary>The distance from the target to a structure, and where they touch.</summary>
/// <param name="Label">The structure.</param>
/// <param name="Margin">The gap, at every point of the target's surface.</param>
/// <param name="ContactAreaMm2">The area of the target's surface nearer to the structure than contact, in mm²; what lies within it
/// too.</param>
/// <param name="StructureContactAreaMm2">The area of the structure's surface nearer to the target than contact, in mm².</param>
/// <param name="ShellVolumeMl">How much of the structure lies in the shell, in ml; NaN without a shell.</param>
public sealed record StructureMargin(
    Label Label, SurfaceMargin Margin, double ContactAreaMm2, double StructureContactAreaMm2, double ShellVolumeMl);
