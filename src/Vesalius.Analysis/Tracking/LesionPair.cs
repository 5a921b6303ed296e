namespace Vesalius.Analysis.Tracking;

/// <summary>Two lesions of different visits.</summary>
/// <param name="From">The lesion of the earlier visit.</param>
/// <param name="To">The lesion of the later visit.</param>
public sealed record LesionPair(LesionPlace From, LesionPlace To);
