namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// Whose definitions radiomic features follow, and how the scan is prepared for them: <see cref="IbsiSettings"/> or
/// <see cref="PyRadiomicsSettings"/>.
/// </summary>
public abstract record RadiomicsSettings
{
    private protected RadiomicsSettings()
    {
    }
}
