namespace Vesalius.Imaging.Pictures;

/// <summary>Mixtures of colours.</summary>
internal static class Blending
{
    /// <summary>The colour a share of the way towards another, part by part: 0 is this one, 1 the other.</summary>
    public static Rgb Towards(this Rgb from, Rgb to, double share)
    {
        byte Part(byte a, byte b) => (byte)Math.Round(a + share * (b - a));
        return new Rgb(Part(from.Red, to.Red), Part(from.Green, to.Green), Part(from.Blue, to.Blue));
    }

    /// <summary>Mixes a picture of the same size into another.</summary>
    public static void Into(RgbPicture picture, RgbPicture layer, double share)
    {
        Span<byte> to = picture.Pixels;
        ReadOnlySpan<byte> from = layer.Pixels;
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = (byte)Math.Round(to[i] + share * (from[i] - to[i]));
        }
    }
}
