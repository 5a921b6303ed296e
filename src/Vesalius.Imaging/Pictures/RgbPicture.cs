using Vesalius.Imaging.Formats.Png;

namespace Vesalius.Imaging.Pictures;

/// <summary>
/// A small drawing surface of 8-bit RGB pixels for reports: (0, 0) is the upper left pixel, x grows to the right, y downwards. What reaches
/// beyond the edges is cut off.
/// </summary>
public sealed class RgbPicture
{
    private readonly byte[] pixels;

    /// <summary>A picture of one colour.</summary>
    /// <param name="width">Pixels across, at least 1.</param>
    /// <param name="height">Pixels down, at least 1.</param>
    /// <param name="background">The colour; black by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be no pixel, or more than one array can hold.</exception>
    public RgbPicture(int width, int height, Rgb background = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if ((Int128)3 * width * height > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(width),
                $"A picture of {width}×{height} pixels has more than {Array.MaxLength / 3:N0}, which one array holds. Make it smaller.");
        }

        Width = width;
        Height = height;
        pixels = new byte[3 * width * height];
        if (background != default)
        {
            this.FillRectangle(0, 0, width, height, background);
        }
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>Red, green and blue of each pixel, row by row.</summary>
    public Span<byte> Pixels => pixels;

    /// <summary>The colour of one pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies outside the picture.</exception>
    public Rgb this[int x, int y]
    {
        get
        {
            int at = IndexOf(x, y);
            return new Rgb(pixels[at], pixels[at + 1], pixels[at + 2]);
        }

        set
        {
            int at = IndexOf(x, y);
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (value.Red, value.Green, value.Blue);
        }
    }

    /// <summary>Whether a pixel lies in the picture.</summary>
    public bool Contains(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height;

    /// <summary>A copy that can be drawn on without changing this one.</summary>
    public RgbPicture Copy()
    {
        var copy = new RgbPicture(Width, Height);
        pixels.CopyTo(copy.pixels, 0);
        return copy;
    }

    /// <summary>The picture in another size over the same field of view.</summary>
    /// <param name="width">Pixels across, at least 1.</param>
    /// <param name="height">Pixels down, at least 1.</param>
    /// <param name="smooth">Whether neighbouring pixels are blended (linear); otherwise the nearest one is taken.</param>
    public RgbPicture Scaled(int width, int height, bool smooth = true)
    {
        var result = new RgbPicture(width, height);
        for (int y = 0; y < height; y++)
        {
            double v = (y + 0.5) * Height / height - 0.5;
            for (int x = 0; x < width; x++)
            {
                double u = (x + 0.5) * Width / width - 0.5;
                result[x, y] = smooth ? Blended(u, v) : this[Nearest(u, Width), Nearest(v, Height)];
            }
        }

        return result;
    }

    /// <summary>Writes the picture as a PNG file.</summary>
    public void WritePng(string path)
    {
        using FileStream file = File.Create(path);
        WritePng(file);
    }

    /// <summary>Writes the picture as PNG to a stream, which stays open.</summary>
    public void WritePng(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngWriter.Write(stream, new PngHeader(Width, Height, 8, PngColor.Rgb, Interlaced: false), pixels);
    }

    /// <summary>The bytes of the picture as a PNG file.</summary>
    public byte[] ToPng()
    {
        using var stream = new MemoryStream();
        WritePng(stream);
        return stream.ToArray();
    }

    private static int Nearest(double at, int count) => Math.Clamp((int)Math.Floor(at + 0.5), 0, count - 1);

    private Rgb Blended(double u, double v)
    {
        u = Math.Clamp(u, 0, Width - 1);
        v = Math.Clamp(v, 0, Height - 1);
        (int x, int y) = ((int)u, (int)v);
        (int right, int below) = (Math.Min(x + 1, Width - 1), Math.Min(y + 1, Height - 1));
        Rgb upper = this[x, y].Towards(this[right, y], u - x), lower = this[x, below].Towards(this[right, below], u - x);
        return upper.Towards(lower, v - y);
    }

    private int IndexOf(int x, int y) => Contains(x, y)
        ? 3 * (x + Width * y)
        : throw new ArgumentOutOfRangeException($"Pixel ({x}, {y}) lies outside a picture of {Width} × {Height}.", (Exception?)null);
}
