using System.Globalization;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Detection;

/// <summary>An image with its findings: outlines and boxes in the structures' colours, and each name with its score.</summary>
public static class FindingPicture
{
    /// <summary>Draws the findings of a 2-D image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="findings">The findings, on the image's grid; those of another size are refused.</param>
    /// <param name="greatestSide">Larger images are drawn smaller, so that neither side has more pixels.</param>
    /// <exception cref="ArgumentException">The image is a volume.</exception>
    public static RgbPicture Of(Volume<float> image, IReadOnlyList<Finding> findings, int greatestSide = 1200)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(findings);
        if (image.Size.Z != 1)
        {
            throw new ArgumentException($"Findings are drawn on 2-D images; a volume of {image.Size} came.", nameof(image));
        }

        double scale = Math.Min(1, (double)greatestSide / Math.Max(image.Size.X, image.Size.Y));
        RgbPicture picture = Grey(image).Scaled(Math.Max(1, (int)(image.Size.X * scale)), Math.Max(1, (int)(image.Size.Y * scale)));
        foreach (Finding finding in findings.Reverse())
        {
            Draw(picture, finding, scale);
        }

        return picture;
    }

    private static RgbPicture Grey(Volume<float> image)
    {
        var window = IntensityWindow.OfPercentiles(image);
        var picture = new RgbPicture(image.Size.X, image.Size.Y);
        for (int i = 0; i < image.Array.Length; i++)
        {
            picture.Pixels.Slice(3 * i, 3).Fill(window.Grey(image.Array[i]));
        }

        return picture;
    }

    private static void Draw(RgbPicture picture, Finding finding, double scale)
    {
        int At(double coordinate) => (int)Math.Floor((coordinate + 0.5) * scale);
        Rgb color = finding.Label.Color == default ? Rgb.ForLabel(finding.Label.Value) : finding.Label.Color;
        foreach (IReadOnlyList<(double X, double Y)> line in FindingContour.Of(finding.Region))
        {
            for (int i = 0; i < line.Count; i++)
            {
                (double x, double y) = line[(i + 1) % line.Count];
                picture.DrawLine((At(line[i].X), At(line[i].Y)), (At(x), At(y)), color);
            }
        }

        (int left, int top) = (At(finding.Region.Box.FirstX - 0.5), At(finding.Region.Box.FirstY - 0.5));
        (int right, int bottom) = (At(finding.Region.Box.LastX + 0.5), At(finding.Region.Box.LastY + 0.5));
        picture.DrawRectangle(left, top, Math.Max(1, right - left), Math.Max(1, bottom - top), color);
        string text = string.Create(CultureInfo.InvariantCulture, $"{finding.Label.Name} {finding.Score:0.00}");
        int size = Math.Max(1, Math.Max(picture.Width, picture.Height) / 500);
        (int width, int height) = PictureDrawing.TextSize(text, size);
        (int x0, int y0) = (Math.Clamp(left, 0, Math.Max(0, picture.Width - width - 4)), Math.Max(0, top - height - 4));
        picture.FillRectangle(x0, y0, width + 4, height + 4, color);
        picture.DrawText(text, (x0 + 2, y0 + 2), new Rgb(0, 0, 0), size);
    }
}
