using System.Text.Json.Serialization;
using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>How nnU-Net resamples: with a spline of some order, except along a coarse axis of anisotropic scans.</summary>
/// <param name="Order">0 nearest, 1 linear, 3 cubic B-spline.</param>
/// <param name="OrderAcross">The order along a coarse axis.</param>
/// <param name="Separately">Whether the coarsest axis is always (true) or never (false) treated apart; null decides by the spacing.</param>
public sealed record NnUnetResampling(int Order, int OrderAcross = 0, bool? Separately = null)
{
    private const double Anisotropic = 3;

    /// <summary>
    /// The axis that is resampled with <see cref="OrderAcross"/>, or null: the single coarsest one of the spacing from which is resampled, or
    /// else of the spacing to which, where it is more than three times the finest.
    /// </summary>
    public int? AxisApart(Spacing from, Spacing to) => Separately switch
    {
        false => null,
        true => Coarsest(from),
        _ when IsAnisotropic(from) => Coarsest(from),
        _ when IsAnisotropic(to) => Coarsest(to),
        _ => null,
    };

    private static bool IsAnisotropic(Spacing spacing) => Most(spacing) / Math.Min(spacing.X, Math.Min(spacing.Y, spacing.Z)) > Anisotropic;

    private static double Most(Spacing spacing) => Math.Max(spacing.X, Math.Max(spacing.Y, spacing.Z));

    // Where two axes are equally coarse, neither is.
    private static int? Coarsest(Spacing spacing)
    {
        int[] axes = [.. Enumerable.Range(0, 3).Where(axis => spacing[axis] == Most(spacing))];
        return axes.Length == 1 ? axes[0] : null;
    }
}
