using System.Globalization;
using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>The drawings of <see cref="Plot"/>, stroke by stroke: lines, polylines, discs, rectangles and text.</summary>
internal static class PdfDrawing
{
    private const string Ink = "#1b2430";

    /// <summary>The size of a drawing in its own units.</summary>
    public static (double Width, double Height) SizeOf(XElement svg)
    {
        double[] box = [.. ((string?)svg.Attribute("viewBox") ?? "0 0 1 1").Split(' ').Select(Number)];
        return box.Length == 4 && box[2] > 0 && box[3] > 0 ? (box[2], box[3]) : (1, 1);
    }

    /// <summary>Draws it with its upper left corner at a place, so wide.</summary>
    public static void Draw(PdfCanvas page, XElement svg, (double X, double Y) at, double width)
    {
        double scale = width / SizeOf(svg).Width;
        foreach (XElement shape in svg.Elements())
        {
            double Get(string name) => Number((string?)shape.Attribute(name) ?? "0");
            (double X, double Y) Place(double x, double y) => (at.X + x * scale, at.Y + y * scale);
            string? stroke = Painted(shape, "stroke", null);
            double thick = Math.Max(0.5, Number((string?)shape.Attribute("stroke-width") ?? "1") * scale);
            bool dashed = shape.Attribute("stroke-dasharray") is not null;
            switch (shape.Name.LocalName)
            {
                case "line":
                    page.Line([Place(Get("x1"), Get("y1")), Place(Get("x2"), Get("y2"))], stroke ?? Ink, thick, dashed);
                    break;
                case "polyline":
                    page.Line([.. Points(shape).Select(point => Place(point.X, point.Y))], stroke ?? Ink, thick, dashed);
                    break;
                case "circle":
                    (double x, double y) = Place(Get("cx"), Get("cy"));
                    page.Disc(x, y, Get("r") * scale, Painted(shape, "fill", Ink) ?? Ink);
                    break;
                case "rect":
                    (double left, double top) = Place(Get("x"), Get("y"));
                    page.Rectangle(left, top, Get("width") * scale, Get("height") * scale, Painted(shape, "fill", null), stroke);
                    break;
                case "text":
                    Write(page, shape, Place(Get("x"), Get("y")), scale);
                    break;
            }
        }
    }

    private static void Write(PdfCanvas page, XElement text, (double X, double Y) at, double scale)
    {
        double size = Math.Max(5.5, Number((string?)text.Attribute("font-size") ?? "12") * scale);
        var style = new PdfStyle(size, Color: Painted(text, "fill", Ink) ?? Ink);
        double width = PdfText.Width(text.Value, style.Font, size);
        double back = (string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 };
        page.Text(text.Value, at.X - back, at.Y, style);
    }

    /// <summary>The colour of a shape, paler by its opacity; null for none.</summary>
    private static string? Painted(XElement shape, string name, string? otherwise)
    {
        string? color = (string?)shape.Attribute(name) ?? otherwise;
        if (color is null or "none" || color.Length != 7
            || !uint.TryParse(color.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint rgb))
        {
            return null;
        }

        double opacity = Math.Clamp(Number((string?)shape.Attribute(name + "-opacity") ?? "1"), 0, 1);
        uint Paler(uint part) => (uint)Math.Round(255 - opacity * (255 - part));
        return $"#{Paler(rgb >> 16):x2}{Paler((rgb >> 8) & 255):x2}{Paler(rgb & 255):x2}";
    }

    private static IEnumerable<(double X, double Y)> Points(XElement shape) => ((string?)shape.Attribute("points") ?? string.Empty)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split(','))
        .Where(pair => pair.Length == 2)
        .Select(pair => (Number(pair[0]), Number(pair[1])));

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : 0;
}
