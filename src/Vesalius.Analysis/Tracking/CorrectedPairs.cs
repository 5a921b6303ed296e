using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking;

/// <summary>Corrections looked up among the lesions that were found.</summary>
internal sealed class CorrectedPairs
{
    private const double WithinMm = 20;

    private readonly HashSet<(TrackedLesion, TrackedLesion)> same;
    private readonly HashSet<(TrackedLesion, TrackedLesion)> different;

    public CorrectedPairs(TrackingCorrections corrections, IReadOnlyList<TrackingVisit> visits,
        IReadOnlyList<IReadOnlyList<LesionShape>> lesions)
    {
        TrackedLesion Find(LesionPlace place)
        {
            int visit = visits.Index().FirstOrDefault(item => item.Item.Name == place.Visit, (-1, null!)).Index;
            if (visit < 0 || place.At is not [var x, var y, var z])
            {
                throw new ArgumentException(
                    $"A correction names visit '{place.Visit}' and a place of {place.At.Count} numbers; the visits are "
                        + $"{string.Join(", ", visits.Select(known => known.Name))}, and a place has 3.",
                    nameof(corrections));
            }

            var at = new WorldPoint(x, y, z);
            TrackedLesion? nearest = lesions[visit].Select(shape => shape.Lesion)
                .MinBy(lesion => lesion.Measurement.Centroid.DistanceTo(at));
            return nearest is not null && nearest.Measurement.Centroid.DistanceTo(at) <= WithinMm
                ? nearest
                : throw new ArgumentException(
                    $"A correction names a lesion of visit '{place.Visit}' at ({x:0.#}, {y:0.#}, {z:0.#}); no lesion has its centre within "
                        + $"{WithinMm} mm of it.",
                    nameof(corrections));
        }

        same = [.. corrections.Same.Select(pair => (Find(pair.From), Find(pair.To)))];
        different = [.. corrections.Different.Select(pair => (Find(pair.From), Find(pair.To)))];
    }

    /// <summary>What a person said about two lesions.</summary>
    public bool? this[TrackedLesion earlier, TrackedLesion later] =>
        same.Contains((earlier, later)) ? true : different.Contains((earlier, later)) ? false : null;
}
