namespace Vesalius.Imaging.Pictures;

/// <summary>How labels are drawn over a slice.</summary>
/// <param name="FillOpacity">How much of a structure's colour covers the slice within it: 0 none, 1 all.</param>
/// <param name="OutlineOpacity">The same for the pixels at its border.</param>
public sealed record OverlayStyle(double FillOpacity = 0.35, double OutlineOpacity = 1)
{
    /// <summary>How many pixels within a structure count as its border; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int OutlinePixels
    {
        get;
        init => field = value >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A border is at least one pixel wide.");
    } = 1;

    /// <summary>Only the border.</summary>
    public static OverlayStyle Outline { get; } = new(FillOpacity: 0);
}
