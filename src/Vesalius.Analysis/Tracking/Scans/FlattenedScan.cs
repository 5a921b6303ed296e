using Vesalius.Imaging;
using Vesalius.Imaging.Operations;

namespace Vesalius.Analysis.Tracking.Scans;

/// <summary>
/// A scan freed of uneven lighting: the logarithm of its intensities, for lighting is a factor, less its broad mean inside the mask; in
/// robust standard deviations of the masked tissue from its median, and a little smoothed. 0 outside the mask.
/// </summary>
internal static class FlattenedScan
{
    /// <summary>Intensities below this share of the tissue's median are all alike: liquor and air, whose logarithm is noise.</summary>
    private const float Dark = 0.05f;

    /// <summary>The flattened scan; 0 everywhere where the masked tissue has one intensity only.</summary>
    public static Volume<float> Of(Volume<float> scan, Volume<bool> mask, ScanChangeOptions options, CancellationToken cancellation)
    {
        float floor = Math.Max(Dark * MaskedValues.Spread(scan, mask).Median, float.Epsilon);
        Volume<float> logarithm = scan.Map(value => MathF.Log(Math.Max(value, floor)));
        Volume<float> broad = MaskedValues.Mean(logarithm, mask, options.BiasMm, cancellation);
        for (int i = 0; i < logarithm.Array.Length; i++)
        {
            logarithm.Array[i] = mask.Array[i] ? logarithm.Array[i] - broad.Array[i] : 0;
        }

        (float median, double sd) = MaskedValues.Spread(logarithm, mask);
        for (int i = 0; i < logarithm.Array.Length; i++)
        {
            logarithm.Array[i] = mask.Array[i] && sd > 0 ? (float)((logarithm.Array[i] - median) / sd) : 0;
        }

        return GaussianSmoothing.Of(logarithm, options.SmoothMm, cancellation);
    }
}
