using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>The axes of a plot, into which its marks are drawn.</summary>
internal sealed class PlotFrame
{
    public const double Width = 640, Height = 340, Left = 64, Right = 56, Top = 28, Bottom = 52;

    private readonly XElement root;

    public PlotFrame(Plot plot, PlotAxis x, PlotAxis y, bool marksX = true)
    {
        root = Markup.Shape("svg", "viewBox", $"0 0 {Width} {Height}", "width", Width, "role", "img", "aria-label", plot.Title, "font-family", "system-ui, sans-serif", "font-size", "12", "fill", "#1b2430");
        foreach (double mark in y.Marks)
        {
            root.Add(Markup.Shape("line", "x1", Left, "x2", Width - Right, "y1", y.At(mark), "y2", y.At(mark), "stroke", "#d8dee6"));
            Write(Markup.Number(mark), Left - 6, y.At(mark) + 4, "end");
        }

        foreach (double mark in marksX ? x.Marks : [])
        {
            root.Add(Markup.Shape("line", "x1", x.At(mark), "x2", x.At(mark), "y1", Height - Bottom, "y2", Height - Bottom + 5, "stroke", "#55606e"));
            Write(Markup.Number(mark), x.At(mark), Height - Bottom + 18, "middle");
        }

        root.Add(Markup.Shape("line", "x1", Left, "x2", Width - Right, "y1", Height - Bottom, "y2", Height - Bottom, "stroke", "#55606e"));
        Write(plot.XTitle, (Left + Width - Right) / 2, Height - 12, "middle");
        Write(plot.YTitle, 8, 16, "start");
    }

    public static PlotAxis X(IEnumerable<double> values) => new(values, Left, Width - Right);

    public static PlotAxis Y(IEnumerable<double> values) => new(values, Height - Bottom, Top);

    public void Add(string element, params object[] attributes) => root.Add(Markup.Shape(element, attributes));

    public void Write(string text, double x, double y, string anchor, string color = "#1b2430")
    {
        XElement label = Markup.Shape("text", "x", x, "y", y, "text-anchor", anchor, "fill", color);
        label.Value = Markup.Clean(text);
        root.Add(label);
    }

    /// <summary>The drawing; with a remark when nothing was there to plot.</summary>
    public XElement Done(bool isEmpty)
    {
        if (isEmpty)
        {
            Write("no data", (Left + Width - Right) / 2, (Top + Height - Bottom) / 2, "middle", "#55606e");
        }

        return root;
    }
}
