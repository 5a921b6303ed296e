namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>The intensities that are kept, both ends among them.</summary>
/// <param name="Least">The least intensity; -∞ for no bound.</param>
/// <param name="Greatest">The greatest intensity; +∞ for no bound.</param>
public readonly record struct IntensityRange(double Least, double Greatest)
{
    /// <summary>Whether an intensity is kept.</summary>
    public bool Contains(double intensity) => intensity >= Least && intensity <= Greatest;
}
