namespace Vesalius.Analysis.Statistics;

/// <summary>A figure of a sample of at least one value, such as its median.</summary>
/// <param name="sample">The values; they may be reordered.</param>
public delegate double SampleFigure(Span<double> sample);
