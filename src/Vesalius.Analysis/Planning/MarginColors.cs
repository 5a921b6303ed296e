using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>The colours of margins: dark red where the target reaches beyond, red at 0 mm, yellow at 5 mm, green at 10 mm and
/// above.</summary>
public static class MarginColors
{
    private static readonly (double Mm, Rgb Color)[] Stops =
        [(-5, new Rgb(90, 0, 30)), (0, new Rgb(215, 30, 40)), (5, new Rgb(250, 215, 60)), (10, new Rgb(40, 140, 80))];

    /// <summary>The colour of a margin in mm; grey for NaN.</summary>
    public static Rgb Of(double mm)
    {
        if (double.IsNaN(mm))
        {
            return new Rgb(150, 150, 150);
        }

        int above = Array.FindIndex(Stops, stop => mm < stop.Mm);
        return above == 0 ? Stops[0].Color
            : above < 0 ? Stops[^1].Color
            : Between(Stops[above - 1].Color, Stops[above].Color, (mm - Stops[above - 1].Mm) / (Stops[above].Mm - Stops[above - 1].Mm));
    }

    /// <summary>The target's surface in the colours of its margins.</summary>
    public static Mesh Surface(SurfaceMargin margin)
    {
        ArgumentNullException.ThrowIfNull(margin);
        return new Mesh(margin.Target.Vertices, margin.Target.Triangles) { Colors = [.. margin.AtVerticesMm.Select(Of)] };
    }

    private static Rgb Between(Rgb low, Rgb high, double share)
    {
        byte At(byte from, byte to) => (byte)Math.Round(from + (to - from) * share);
        return new Rgb(At(low.Red, high.Red), At(low.Green, high.Green), At(low.Blue, high.Blue));
    }
}
