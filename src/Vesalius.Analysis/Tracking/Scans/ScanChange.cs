using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Tracking.Scans;

/// <summary>
/// Where two scans of one patient differ by more than their noise, without a segmentation. Either scan is freed of uneven lighting; the
/// later one is compared with what its intensity is as a rule where the earlier one has the same, so that another contrast is no change;
/// the difference is divided by the noise around it. Places of change hold a voxel beyond a high threshold and reach as far as a low one
/// (hysteresis; Canny 1986).
/// </summary>
/// <remarks>
/// Intensities tell less than a reader knows: what changed only on other sequences, or at the brain's border, is not found.
/// </remarks>
/// <param name="Labels">On the earlier scan's grid: 1 brighter, 2 darker.</param>
/// <param name="Score">The difference in local standard deviations; 0 where nothing was compared.</param>
/// <param name="Places">The places, the largest first.</param>
public sealed record ScanChange(LabelMap Labels, Volume<float> Score, IReadOnlyList<ChangedPlace> Places)
{
    private const ushort Brighter = 1, Darker = 2;

    /// <summary>Compares two scans.</summary>
    /// <param name="earlier">The earlier scan.</param>
    /// <param name="later">The later one, resampled onto the earlier one's grid; NaN where it has no voxel.</param>
    /// <param name="mask">The tissue to look at, on the same grid: the brain.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="GridMismatchException">The later scan or the mask lies on another grid.</exception>
    /// <exception cref="ArgumentException">Nothing is left of the mask below its border.</exception>
    public static ScanChange Between(Volume<float> earlier, Volume<float> later, Volume<bool> mask, ScanChangeOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        ArgumentNullException.ThrowIfNull(mask);
        earlier.Grid.Expect(later.Grid, "the later scan");
        earlier.Grid.Expect(mask.Grid, "the mask");
        options ??= new ScanChangeOptions();
        Volume<bool> tissue = Compared(earlier, later, mask);
        Volume<bool> inner = Inner(tissue, options.BorderVoxels, cancellation);
        Volume<float> first = FlattenedScan.Of(earlier, tissue, options, cancellation);
        Volume<float> second = FlattenedScan.Of(later, tissue, options, cancellation);
        Volume<float> score = LocalScore.Of(ExpectedIntensity.Difference(first, second, inner), inner, options.NoiseMm, cancellation);
        Volume<bool> bright = Where(inner, i => Math.Max(first.Array[i], second.Array[i]) > options.BrightSd);

        var labels = new Volume<ushort>(earlier.Grid);
        ChangedPlace[] places =
        [
            .. Marked(score, bright, (Brighter, 1), labels, options),
            .. Marked(score, bright, (Darker, -1), labels, options),
        ];
        LabelTable names = LabelTable.Named([new(Brighter, "brighter"), new(Darker, "darker")]);
        return new ScanChange(new LabelMap(labels, names), score, [.. places.OrderByDescending(place => place.VolumeMm3)]);
    }

    /// <summary>Marks the places of one direction, and tells them.</summary>
    private static IEnumerable<ChangedPlace> Marked(
        Volume<float> score, Volume<bool> bright, (ushort Label, int Sign) direction, Volume<ushort> labels, ScanChangeOptions options)
    {
        Volume<bool> beyond = Where(bright, i => direction.Sign * score.Array[i] > options.EdgeSd);
        ConnectedComponents found = ConnectedComponents.Of(beyond);
        float[] peaks = new float[found.Parts.Count + 1];
        for (int i = 0; i < score.Array.Length; i++)
        {
            int part = found.Labels.Array[i];
            peaks[part] = part == 0 ? 0 : Math.Max(peaks[part], direction.Sign * score.Array[i]);
        }

        double voxel = score.Grid.VoxelVolumeMm3;
        bool[] isChange =
            [false, .. found.Parts.Select(part => peaks[part.Number] > options.CoreSd && part.Voxels * voxel >= options.LeastMm3)];
        for (int i = 0; i < labels.Array.Length; i++)
        {
            labels.Array[i] = isChange[found.Labels.Array[i]] ? direction.Label : labels.Array[i];
        }

        return found.Parts.Where(part => isChange[part.Number]).Select(part => new ChangedPlace(
            direction.Sign > 0, part.Voxels * voxel, direction.Sign * peaks[part.Number], score.Grid.ToWorld(part.Centroid)));
    }

    /// <summary>The mask where either scan has a number.</summary>
    private static Volume<bool> Compared(Volume<float> earlier, Volume<float> later, Volume<bool> mask) =>
        Where(mask, i => float.IsFinite(earlier.Array[i]) && float.IsFinite(later.Array[i]));

    private static Volume<bool> Inner(Volume<bool> tissue, double voxels, CancellationToken cancellation)
    {
        Volume<bool> inner = BinaryMorphology.Erode(tissue.On(Grid.Of(tissue.Size, new Spacing(1, 1, 1))), voxels, cancellation)
            .On(tissue.Grid);
        return inner.Array.Contains(true) ? inner : throw new ArgumentException(
            $"Nothing of the mask lies deeper than {voxels} voxels below its border where both scans have voxels; there is nothing to "
            + "compare. Give a mask of the whole brain on the first scan's grid.", nameof(tissue));
    }

    private static Volume<bool> Where(Volume<bool> mask, Func<int, bool> isSo)
    {
        var result = new Volume<bool>(mask.Grid);
        for (int i = 0; i < result.Array.Length; i++)
        {
            result.Array[i] = mask.Array[i] && isSo(i);
        }

        return result;
    }
}
