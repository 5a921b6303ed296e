using System.Globalization;
using System.Text;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>One page being drawn: points, from the upper left corner, down. The signs of a PDF content stream.</summary>
internal sealed class PdfCanvas(double height)
{
    private readonly StringBuilder content = new();

    /// <summary>The pictures that stand on the page, by number.</summary>
    public SortedSet<int> Pictures { get; } = [];

    /// <summary>The content stream.</summary>
    public byte[] ToBytes() => Encoding.Latin1.GetBytes(content.ToString());

    /// <summary>Writes one line; <paramref name="y"/> is where its letters stand.</summary>
    public void Text(string text, double x, double y, PdfStyle style)
    {
        foreach ((PdfFont font, byte[] codes, int width) in PdfText.Runs(text, style.Font))
        {
            content.Append(CultureInfo.InvariantCulture,
                $"BT {Color(style.Color)} rg /F{(int)font} {N(style.Size)} Tf {N(x)} {N(height - y)} Td <")
                .Append(Convert.ToHexString(codes)).Append("> Tj ET\n");
            x += width * style.Size / 1000;
        }
    }

    /// <summary>Draws a line through points.</summary>
    public void Line(IReadOnlyList<(double X, double Y)> points, string color, double width, bool dashed = false)
    {
        if (points.Count == 0)
        {
            return;
        }

        content.Append(CultureInfo.InvariantCulture, $"q {Color(color)} RG {N(width)} w {(dashed ? "[4 3] 0 d " : string.Empty)}");
        for (int i = 0; i < points.Count; i++)
        {
            content.Append(CultureInfo.InvariantCulture, $"{N(points[i].X)} {N(height - points[i].Y)} {(i == 0 ? 'm' : 'l')} ");
        }

        content.Append("S Q\n");
    }

    /// <summary>Draws a rectangle: filled, stroked, or both; a colour of null leaves that out.</summary>
    public void Rectangle(double x, double y, double width, double tall, string? fill, string? stroke)
    {
        content.Append(CultureInfo.InvariantCulture,
            $"q 0.7 w {(fill is null ? "" : Color(fill) + " rg ")}{(stroke is null ? "" : Color(stroke) + " RG ")}");
        content.Append(CultureInfo.InvariantCulture, $"{N(x)} {N(height - y - tall)} {N(width)} {N(tall)} re {Paint(fill, stroke)} Q\n");
    }

    /// <summary>Draws a filled disc.</summary>
    public void Disc(double x, double y, double radius, string fill)
    {
        // Four curves; the middle of each lies on the circle.
        double r = radius, k = 0.5523 * radius, cy = height - y;
        content.Append(CultureInfo.InvariantCulture,
            $"q {Color(fill)} rg {N(x + r)} {N(cy)} m {N(x + r)} {N(cy + k)} {N(x + k)} {N(cy + r)} {N(x)} {N(cy + r)} c ");
        content.Append(CultureInfo.InvariantCulture,
            $"{N(x - k)} {N(cy + r)} {N(x - r)} {N(cy + k)} {N(x - r)} {N(cy)} c {N(x - r)} {N(cy - k)} {N(x - k)} {N(cy - r)} ");
        content.Append(CultureInfo.InvariantCulture,
            $"{N(x)} {N(cy - r)} c {N(x + k)} {N(cy - r)} {N(x + r)} {N(cy - k)} {N(x + r)} {N(cy)} c f Q\n");
    }

    /// <summary>Puts a picture into a rectangle.</summary>
    public void Picture(int number, double x, double y, double width, double tall)
    {
        Pictures.Add(number);
        content.Append(CultureInfo.InvariantCulture, $"q {N(width)} 0 0 {N(tall)} {N(x)} {N(height - y - tall)} cm /I{number} Do Q\n");
    }

    private static string Paint(string? fill, string? stroke) =>
        (fill, stroke) switch { (null, null) => "n", (null, _) => "S", (_, null) => "f", _ => "B" };

    private static string N(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Color(string hex)
    {
        uint rgb = hex.Length == 7 && uint.TryParse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint read)
            ? read : 0;
        return string.Join(' ', new[] { rgb >> 16, (rgb >> 8) & 255, rgb & 255 }.Select(part => N(part / 255.0)));
    }
}
