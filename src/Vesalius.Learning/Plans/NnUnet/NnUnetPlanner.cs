using Vesalius.Imaging;

namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>
/// Plans as nnU-Net v2 does, number for number: for those who compare with it, or want its networks. The default planner is
/// <see cref="Planner"/>. Source: Isensee et al., Nature Methods 18, 2021, and the planners of MIC-DKFZ/nnUNet 2.8.
/// </summary>
public static class NnUnetPlanner
{
    private const double Anisotropic = 3, CoarserBy = 1.03, LeastShown = 0.25, CutOut = 0.75;

    /// <summary>nnU-Net's plans for a dataset.</summary>
    /// <param name="fingerprint">What the dataset is like; nnU-Net takes all cases it is given, those it validates on too.</param>
    /// <param name="preset">Which of its planners.</param>
    /// <exception cref="ArgumentException">There are no scans, or they are too small for a network of two levels.</exception>
    public static NnUnetPlans Plan(Fingerprint fingerprint, NnUnetPreset preset)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        ArgumentNullException.ThrowIfNull(preset);
        if (fingerprint.Scans.Count == 0)
        {
            throw new ArgumentException("A plan needs at least one scan.", nameof(fingerprint));
        }

        double[][] spacings = [.. fingerprint.Scans.Select(SpacingOf)], sizes = [.. fingerprint.Scans.Select(SizeOf)];
        double[] target = TargetSpacing(spacings, sizes);
        int coarsest = Array.IndexOf(target, target.Max());
        int[] forward = [coarsest, .. Enumerable.Range(0, 3).Where(axis => axis != coarsest)];
        double[] Resampled(double[] spacing, double[] size) =>
            [.. Enumerable.Range(0, 3).Select(axis => Math.Round(spacing[axis] / target[axis] * size[axis]))];
        double[] median = Median([.. spacings.Zip(sizes, Resampled)]);
        double[] Transposed(double[] axes) => [.. forward.Reverse().Select(axis => axes[axis])];
        return new NnUnetPlans
        {
            Preset = preset,
            TransposeForward = forward,
            OriginalMedianSpacing = Transposed(Median(spacings)),
            OriginalMedianSize = Transposed(Median(sizes)),
            Normalizations = [.. Enumerable.Range(0, fingerprint.Channels.Count).Select(channel => NormalizationOf(fingerprint, channel))],
            Configurations = Configurations(fingerprint, preset, Transposed(target), Transposed(median)),
        };
    }

    /// <summary>
    /// The 2-D network, the 3-D one at full resolution, and the coarse one where it is wanted. Axes (x, y, z) of the network.
    /// </summary>
    private static IReadOnlyList<NnUnetConfiguration> Configurations(
        Fingerprint fingerprint, NnUnetPreset preset, double[] spacing, double[] median)
    {
        var patch = new NnUnetPatch(preset, fingerprint.Labels.Count + (fingerprint.NotAnnotatedValue is null ? 1 : 2));
        double scans = fingerprint.Scans.Count, voxels = Product(median) * scans;
        NnUnetConfiguration planar = Checked(patch.Choose(
            new("2d", 2, new Spacing(spacing[0], spacing[1], 1), [median[0], median[1], 1], voxels)), median) with { IsBatchDice = true };
        if (median[2] == 1)
        {
            return [planar];
        }

        NnUnetConfiguration full = Checked(patch.Choose(new("3d_fullres", 3, SpacingOf(spacing), median, voxels)), median);
        return Coarse(patch, full, scans) is { } coarse ? [planar, full with { IsBatchDice = true }, coarse] : [planar, full];
    }

    /// <summary>
    /// Spacings grow, the finer axes first, until a patch shows a quarter of the scan; null where that is so at once or the gain is small.
    /// </summary>
    private static NnUnetConfiguration? Coarse(NnUnetPatch patch, NnUnetConfiguration full, double scans)
    {
        double[] fine = [full.Spacing.X, full.Spacing.Y, full.Spacing.Z], spacing = [.. fine];
        double voxels = Product(full.MedianSize), shown = full.PatchSize.Count;
        NnUnetConfiguration? coarse = null;
        while (shown / voxels < LeastShown)
        {
            double largest = spacing.Max();
            bool[] grows = [.. spacing.Select(one => largest / one > 2)];
            spacing = [.. spacing.Select((one, axis) => grows[axis] || !grows.Contains(true) ? one * CoarserBy : one)];
            double[] size = [.. Enumerable.Range(0, 3).Select(axis => fine[axis] / spacing[axis] * full.MedianSize[axis])];
            voxels = Product(size);
            coarse = patch.Choose(new("3d_lowres", 3, SpacingOf(spacing), [.. size.Select(one => Math.Round(one))], voxels * scans));
            shown = coarse.PatchSize.Count;
        }

        return Product(full.MedianSize) / voxels < 2 ? null : coarse;
    }

    private static NnUnetConfiguration Checked(NnUnetConfiguration made, double[] median) =>
        made.Network.Strides.Count > 1 ? made : throw new ArgumentException(
            $"nnU-Net's rules need scans of at least 8 voxels along two axes; "
            + $"the median scan has {string.Join("×", median)}. Plan without a preset.", nameof(median));

    /// <summary>The median spacing; a coarse axis of few slices gets the 10th percentile of its own. Axes (z, y, x).</summary>
    private static double[] TargetSpacing(double[][] spacings, double[][] sizes)
    {
        double[] target = Median(spacings), size = Median(sizes);
        int worst = Array.IndexOf(target, target.Max());
        int[] others = [.. Enumerable.Range(0, 3).Where(axis => axis != worst)];
        double coarsestOther = others.Max(axis => target[axis]);
        if (target[worst] > Anisotropic * coarsestOther && size[worst] * Anisotropic < others.Min(axis => size[axis]))
        {
            double low = WorkingGridPlanner.Percentile([.. spacings.Select(one => one[worst]).Order()], 10);
            target[worst] = low < coarsestOther ? coarsestOther + 1e-5 : low;
        }

        return target;
    }

    private static Normalization NormalizationOf(Fingerprint fingerprint, int channel)
    {
        IntensityStatistics inside = fingerprint.Foreground[channel];
        return NormalizationPlanner.NameOf(fingerprint, channel).ToLowerInvariant() switch
        {
            "ct" => new Normalization.FixedWindow(inside.LowPercentile, inside.HighPercentile, inside.Mean, inside.StandardDeviation),
            "nonorm" => new Normalization.None(),
            "rescale_to_0_1" => new Normalization.UnitRange(),
            "rgb_to_0_1" => new Normalization.Divided(255),
            _ => new Normalization.ZScore(NonzeroOnly: RelativeSize(fingerprint) < CutOut),
        };
    }

    private static double RelativeSize(Fingerprint fingerprint) => WorkingGridPlanner.Percentile(
        [.. fingerprint.Scans.Select(scan => (double)scan.NonzeroSize.Count / scan.Size.Count).Order()], 50);

    /// <summary>(z, y, x); slices of planar images lie so far apart that they are never resampled.</summary>
    private static double[] SpacingOf(ScanFingerprint scan) =>
        [scan.Dimensions == 2 ? 999 * Math.Max(scan.Spacing.X, scan.Spacing.Y) : scan.Spacing.Z, scan.Spacing.Y, scan.Spacing.X];

    private static double[] SizeOf(ScanFingerprint scan) => [scan.NonzeroSize.Z, scan.NonzeroSize.Y, scan.NonzeroSize.X];

    private static Spacing SpacingOf(double[] axes) => new(axes[0], axes[1], axes[2]);

    private static double[] Median(double[][] rows) =>
        [.. Enumerable.Range(0, 3).Select(axis => WorkingGridPlanner.Percentile([.. rows.Select(row => row[axis]).Order()], 50))];

    private static double Product(IEnumerable<double> values) => values.Aggregate(1.0, (product, one) => product * one);
}
