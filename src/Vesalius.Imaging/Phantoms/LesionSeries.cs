namespace Vesalius.Imaging.Phantoms;

/// <summary>A phantom patient with many lesions, seen several times, with known truth: what tracking is tested on.</summary>
/// <param name="Visits">The visits in order of time.</param>
public sealed record LesionSeries(IReadOnlyList<LesionVisit> Visits);
