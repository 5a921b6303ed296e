namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>In what the texture features of the standard and of PyRadiomics differ.</summary>
/// <param name="Epsilon">Added under the logarithms of the entropies.</param>
/// <param name="WithMaximalCorrelation">Whether the maximal correlation coefficient is appended to the features of pairs.</param>
/// <param name="CountsLoneVoxels">Whether voxels without neighbours count in the tone differences.</param>
internal sealed record TextureRules(double Epsilon = 0, bool WithMaximalCorrelation = false, bool CountsLoneVoxels = false);
