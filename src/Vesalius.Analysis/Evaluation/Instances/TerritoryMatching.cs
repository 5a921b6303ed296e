namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// As CC-Metrics do (Jaus et al. 2025): every reference part is scored against whatever was predicted in its territory, the voxels nearer
/// to it than to any other part (counted in voxels; of equally near parts the first takes it). Scores are averaged over the parts, large
/// or small. There are no predicted parts: an invention spoils the score of the part it lies nearest to.
/// </summary>
public sealed record TerritoryMatching : InstanceMatching;
