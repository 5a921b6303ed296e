namespace Vesalius.Learning;

/// <summary>The Dice of one structure over all cases of a cross-validation.</summary>
/// <param name="Name">The structure.</param>
/// <param name="Cases">Cases in which it is defined: the structure was annotated, and is in the truth or in the prediction.</param>
/// <param name="Mean">The mean over these cases; null without any.</param>
/// <param name="StandardDeviation">The sample standard deviation; null with fewer than two.</param>
/// <param name="Lower">The lower end of the 95 % confidence interval of the mean, by bootstrap over groups; null with fewer than two groups.</param>
/// <param name="Upper">Its upper end.</param>
public sealed record CrossValidatedStructure(string Name, int Cases, double? Mean, double? StandardDeviation, double? Lower, double? Upper);
