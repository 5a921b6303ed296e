using System.Text.Json.Serialization;
using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>Onto which grid a scan is resampled before the network sees it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OfSpacing), "spacing")]
[JsonDerivedType(typeof(OfPlaneSpacing), "planeSpacing")]
[JsonDerivedType(typeof(OfLongestSide), "longestSide")]
public abstract record WorkingGrid
{
    private WorkingGrid()
    {
    }

    /// <summary>The grid over the field of view of a scan on which the network works.</summary>
    public abstract Grid For(Grid scan);

    /// <summary>One spacing in millimetres for all scans: for images whose spacing is known. Along z it is ignored for 2-D images.</summary>
    public sealed record OfSpacing(Spacing Spacing) : WorkingGrid
    {
        /// <inheritdoc/>
        public override Grid For(Grid scan)
        {
            ArgumentNullException.ThrowIfNull(scan);
            return scan.WithSpacing(Spacing);
        }
    }

    /// <summary>One spacing in millimetres within slices, which stay as far apart as they are in each scan: for networks that see slice by slice.</summary>
    public sealed record OfPlaneSpacing(double X, double Y) : WorkingGrid
    {
        /// <inheritdoc/>
        public override Grid For(Grid scan)
        {
            ArgumentNullException.ThrowIfNull(scan);
            return scan.WithSpacing(new Spacing(X, Y, scan.Spacing.Z));
        }
    }

    /// <summary>One length in pixels for the longer side of every image, the sides in proportion: for photographs and films without a spacing.</summary>
    public sealed record OfLongestSide(int Pixels) : WorkingGrid
    {
        /// <inheritdoc/>
        public override Grid For(Grid scan)
        {
            ArgumentNullException.ThrowIfNull(scan);
            double factor = (double)Pixels / Math.Max(scan.Size.X, scan.Size.Y);
            return scan.WithSize(new Size3(
                Math.Max(1, (int)Math.Round(scan.Size.X * factor)), Math.Max(1, (int)Math.Round(scan.Size.Y * factor)), scan.Size.Z));
        }
    }
}
