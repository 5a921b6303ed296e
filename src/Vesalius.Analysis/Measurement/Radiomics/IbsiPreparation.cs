using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>The image processing of the IBSI manual: interpolation, rounding, re-segmentation.</summary>
internal static class IbsiPreparation
{
    /// <summary>How far the coefficients of a cubic spline feel a voxel: the pole to this power is below single precision by far.</summary>
    private const int SplineReach = 32;

    /// <summary>Shares of mask that are equal but for rounding count as equal.</summary>
    private const float Rounding = 1e-5f;

    /// <summary>Prepares a region of a scan.</summary>
    public static PreparedRegion Of(Volume<float> image, LabelRegion region, IbsiSettings settings)
    {
        PreparedRegion prepared = settings.Resampling is { } resampling
            ? Resampled(image, region, resampling)
            : PreparedRegion.Of(image, region, IbsiLocalPeak.Margin(image.Grid));
        IntensityRange kept = settings.Range ?? new IntensityRange(double.NegativeInfinity, double.PositiveInfinity);
        IntensityRange usual = settings.OutlierSigma is { } sigma ? Usual(prepared.Values, sigma) : kept;
        return prepared.Keeping(value => kept.Contains(value) && usual.Contains(value));
    }

    private static IntensityRange Usual(double[] values, double sigma)
    {
        double mean = values.Length == 0 ? 0 : values.Average();
        double deviation = values.Length == 0 ? 0 : Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return new IntensityRange(mean - sigma * deviation, mean + sigma * deviation);
    }

    private static PreparedRegion Resampled(Volume<float> image, LabelRegion region, RegionResampling resampling)
    {
        Grid old = image.Grid;
        ResampledAxis[] axes = [.. Enumerable.Range(0, 3).Select(axis => ResampledAxis.Centred(old, axis, resampling.SpacingMm(axis, old)))];
        Grid target = ResampledAxis.Grid(old, axes);
        VoxelBox inner = ResampledAxis.Covering(axes, region.Box, target.Size);
        VoxelBox box = inner.Within(target.Size, IbsiLocalPeak.Margin(target));
        int reach = resampling.Interpolation == Interpolation.CubicBSpline ? SplineReach : 2;
        VoxelBox source = ResampledAxis.SourceOf(axes, box).ClampedTo(image.Size).Within(image.Size, (reach, reach, reach));
        Grid grid = box.RegionOf(target);
        Volume<float> scan = Resampling.Onto(source.Cut(image), grid, resampling.Interpolation);
        Volume<float> share = Resampling.Onto(
            PreparedRegion.Placed(region, image.Grid, Union(source, region.Box)).Map(set => set ? 1f : 0f), grid, Interpolation.Linear);
        Volume<bool> shape = share.Map(value => value >= (float)resampling.MaskShare - Rounding);
        scan = resampling.RoundsIntensities ? scan.Map(MathF.Round) : scan;
        return new PreparedRegion(scan, shape, shape).Keeping(double.IsFinite);
    }

    private static VoxelBox Union(VoxelBox a, VoxelBox b) => new(
        Math.Min(a.FirstX, b.FirstX), Math.Min(a.FirstY, b.FirstY), Math.Min(a.FirstZ, b.FirstZ),
        Math.Max(a.LastX, b.LastX), Math.Max(a.LastY, b.LastY), Math.Max(a.LastZ, b.LastZ));
}
