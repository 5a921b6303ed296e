namespace Vesalius.Analysis.Detection;

/// <summary>How detection fares when findings of at least some score count.</summary>
/// <param name="Threshold">The least score that counts.</param>
/// <param name="Sensitivity">The share of references that were hit, 0 to 1.</param>
/// <param name="Precision">The share of findings that hit, repeated ones counted as false.</param>
/// <param name="FalsePerImage">False findings per image, repeated ones not counted.</param>
public readonly record struct DetectionPoint(double Threshold, double Sensitivity, double Precision, double FalsePerImage)
{
    /// <summary>The harmonic mean of sensitivity and precision; 0 when both are.</summary>
    public double F1 => Sensitivity + Precision == 0 ? 0 : 2 * Sensitivity * Precision / (Sensitivity + Precision);
}
