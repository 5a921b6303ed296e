namespace Vesalius.Imaging.Pictures;

/// <summary>Drawing on a picture. What reaches beyond its edges is cut off.</summary>
public static class PictureDrawing
{
    /// <summary>Fills a rectangle.</summary>
    /// <param name="picture">The picture to draw on.</param>
    /// <param name="x">The left column.</param>
    /// <param name="y">The upper row.</param>
    /// <param name="width">Columns; nothing is drawn when 0 or fewer.</param>
    /// <param name="height">Rows; nothing is drawn when 0 or fewer.</param>
    /// <param name="color">The colour.</param>
    public static void FillRectangle(this RgbPicture picture, int x, int y, int width, int height, Rgb color)
    {
        ArgumentNullException.ThrowIfNull(picture);
        for (int row = Math.Max(0, y); row < Math.Min(picture.Height, (long)y + height); row++)
        {
            for (int column = Math.Max(0, x); column < Math.Min(picture.Width, (long)x + width); column++)
            {
                picture[column, row] = color;
            }
        }
    }

    /// <summary>Draws the outline of a rectangle, one pixel wide, inside its edges.</summary>
    /// <param name="picture">The picture to draw on.</param>
    /// <param name="x">The left column.</param>
    /// <param name="y">The upper row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="color">The colour.</param>
    public static void DrawRectangle(this RgbPicture picture, int x, int y, int width, int height, Rgb color)
    {
        picture.FillRectangle(x, y, width, 1, color);
        picture.FillRectangle(x, y + height - 1, width, 1, color);
        picture.FillRectangle(x, y, 1, height, color);
        picture.FillRectangle(x + width - 1, y, 1, height, color);
    }

    /// <summary>Draws a straight line one pixel wide, both ends included.</summary>
    /// <param name="picture">The picture to draw on.</param>
    /// <param name="from">The pixel where it starts.</param>
    /// <param name="to">The pixel where it ends.</param>
    /// <param name="color">The colour.</param>
    public static void DrawLine(this RgbPicture picture, (int X, int Y) from, (int X, int Y) to, Rgb color)
    {
        ArgumentNullException.ThrowIfNull(picture);
        long dx = (long)to.X - from.X, dy = (long)to.Y - from.Y, steps = Math.Max(1, Math.Max(Math.Abs(dx), Math.Abs(dy)));
        for (long i = 0; i <= steps; i++)
        {
            int x = (int)Math.Round(from.X + (double)dx * i / steps), y = (int)Math.Round(from.Y + (double)dy * i / steps);
            if (picture.Contains(x, y))
            {
                picture[x, y] = color;
            }
        }
    }

    /// <summary>Puts another picture on this one.</summary>
    /// <param name="picture">The picture to draw on.</param>
    /// <param name="other">What to put there.</param>
    /// <param name="x">The column of its left edge.</param>
    /// <param name="y">The row of its upper edge.</param>
    public static void Paste(this RgbPicture picture, RgbPicture other, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(other);
        int first = Math.Max(0, -x), count = Math.Min(other.Width, picture.Width - x) - first;
        for (int row = Math.Max(0, -y); count > 0 && row < Math.Min(other.Height, picture.Height - y); row++)
        {
            other.Pixels.Slice(3 * (first + other.Width * row), 3 * count)
                .CopyTo(picture.Pixels[(3 * (x + first + picture.Width * (y + row)))..]);
        }
    }

    /// <summary>Mixes a colour into the pixels of a mask.</summary>
    /// <param name="picture">The picture to draw on.</param>
    /// <param name="mask">One value per pixel, row by row.</param>
    /// <param name="color">The colour.</param>
    /// <param name="opacity">0 leaves the picture as it is, 1 covers it.</param>
    /// <exception cref="ArgumentException">The mask has not one value per pixel.</exception>
    public static void BlendMask(this RgbPicture picture, ReadOnlySpan<bool> mask, Rgb color, double opacity)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (mask.Length != picture.Width * picture.Height)
        {
            throw new ArgumentException($"A picture of {picture.Width} × {picture.Height} needs a mask of as many values; {mask.Length} came.", nameof(mask));
        }

        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                (int x, int y) = (i % picture.Width, i / picture.Width);
                picture[x, y] = picture[x, y].Towards(color, Math.Clamp(opacity, 0, 1));
            }
        }
    }

    /// <summary>
    /// Writes a short text in a built-in font of 5 × 7 pixels per letter, 6 from one letter to the next. Letters beyond ASCII (but ² ³ ° ×) are
    /// drawn as a box.
    /// </summary>
    /// <param name="picture">The picture to draw on.</param>
    /// <param name="text">One line of text.</param>
    /// <param name="at">The upper left pixel of the first letter.</param>
    /// <param name="color">The colour of the letters; what lies behind them stays.</param>
    /// <param name="scale">How many pixels each dot of the font takes, each way.</param>
    public static void DrawText(this RgbPicture picture, string text, (int X, int Y) at, Rgb color, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int i = 0; i < text.Length; i++)
        {
            for (int row = 0; row < PixelFont.Height; row++)
            {
                for (int column = 0; column < PixelFont.Width; column++)
                {
                    if (PixelFont.IsSet(text[i], column, row))
                    {
                        picture.FillRectangle(at.X + (i * (PixelFont.Width + 1) + column) * scale, at.Y + row * scale, scale, scale, color);
                    }
                }
            }
        }
    }

    /// <summary>How many pixels a text takes across and down when drawn.</summary>
    public static (int Width, int Height) TextSize(string text, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (Math.Max(0, text.Length * (PixelFont.Width + 1) - 1) * scale, PixelFont.Height * scale);
    }
}
