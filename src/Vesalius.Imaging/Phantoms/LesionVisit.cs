using Vesalius.Imaging.Registration;

namespace Vesalius.Imaging.Phantoms;

/// <summary>One visit of a phantom patient with many lesions.</summary>
/// <param name="Labels">The lesions as a mask (label 1), on the grid of the visit.</param>
/// <param name="Lesions">The lesions that are apart from each other at this visit.</param>
/// <param name="ToFirst">From the frame of this visit to that of the first: how the patient moved.</param>
public sealed record LesionVisit(LabelMap Labels, IReadOnlyList<SeriesLesion> Lesions, WorldTransform ToFirst);
