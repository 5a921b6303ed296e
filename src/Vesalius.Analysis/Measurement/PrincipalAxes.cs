using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>The axes of the ellipsoid whose voxels would spread as those of a structure do: four standard deviations long.</summary>
/// <param name="MajorMm">The longest axis in mm. IBSI TDIC.</param>
/// <param name="MinorMm">The middle axis in mm. IBSI P9VJ.</param>
/// <param name="LeastMm">The shortest axis in mm; 0 for a flat structure. IBSI 7J51.</param>
/// <param name="Direction">The direction of the longest axis in the patient (LPS+), of length 1; its sign means nothing.</param>
public readonly record struct PrincipalAxes(double MajorMm, double MinorMm, double LeastMm, WorldVector Direction)
{
    /// <summary>The axes of nothing: every length NaN.</summary>
    internal static PrincipalAxes Undefined { get; } = new(double.NaN, double.NaN, double.NaN, new WorldVector(double.NaN, double.NaN, double.NaN));

    /// <summary>The middle axis over the longest: 1 for a disc or ball, 0 for a line. NaN when the longest is 0. IBSI Q3CK.</summary>
    public double Elongation => MinorMm / MajorMm;

    /// <summary>The shortest axis over the longest: 1 for a ball, 0 for anything flat. NaN when the longest is 0. IBSI N17B.</summary>
    public double Flatness => LeastMm / MajorMm;
}
