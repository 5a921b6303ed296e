using System.Xml.Linq;
using Vesalius.Analysis.Evaluation;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// Scores of groups, a row per group: every score as a point, a box from the lower to the upper quartile with a line at the median, and
/// whiskers to the extremes. It grows downwards, so that a hundred structures can be read.
/// </summary>
/// <param name="Rows">The groups and their scores; those that are not finite are left out.</param>
public sealed record RowPlot(params IReadOnlyList<(string Name, IReadOnlyList<double> Scores)> Rows) : Plot
{
    private const double Width = 640, Left = 168, Right = 24, Top = 12, Bottom = 44, RowHeight = 34;
    private const int LongestName = 24;

    /// <summary>Rows of one model each, in turn: the colours of the rows repeat after so many. 1 when all rows are of one kind.</summary>
    public int Kinds { get; init; } = 1;

    /// <summary>Where a line marks what is neutral, such as no difference; null for none.</summary>
    public double? Neutral { get; init; }

    internal override XElement Render()
    {
        (string Name, double[] Scores)[] rows = [.. Rows.Select(row => (row.Name, row.Scores.Where(double.IsFinite).ToArray()))];
        double height = Top + Bottom + RowHeight * Math.Max(1, rows.Length), floor = height - Bottom;
        IEnumerable<double> shown = rows.SelectMany(row => row.Scores).Concat(Neutral is { } zero ? [zero] : []);
        var x = new PlotAxis(shown, Left, Width - Right);
        XElement root = Markup.Shape(
            "svg", "viewBox", FormattableString.Invariant($"0 0 {Width} {height}"), "width", Width, "role", "img", "aria-label", Title,
            "font-family", "system-ui, sans-serif", "font-size", "12", "fill", "#1b2430");
        foreach (double mark in x.Marks)
        {
            root.Add(Markup.Shape("line", "x1", x.At(mark), "x2", x.At(mark), "y1", Top, "y2", floor, "stroke", "#d8dee6"));
            root.Add(Text(Markup.Number(mark), x.At(mark), floor + 16, "middle"));
        }

        if (Neutral is { } neutral)
        {
            root.Add(Markup.Shape("line", "x1", x.At(neutral), "x2", x.At(neutral), "y1", Top, "y2", floor, "stroke", "#55606e",
                "stroke-dasharray", "5 4"));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            double middle = Top + RowHeight * (i + 0.5);
            root.Add(Text(Shortened(rows[i].Name), Left - 10, middle + 4, "end"));
            if (rows[i].Scores.Length > 0)
            {
                Draw(root, x, rows[i].Scores, (middle, Colors[i % Kinds % Colors.Length]));
            }
        }

        root.Add(Text(XTitle, (Left + Width - Right) / 2, height - 8, "middle"));
        if (!rows.Any(row => row.Scores.Length > 0))
        {
            root.Add(Text("no data", (Left + Width - Right) / 2, Top + RowHeight / 2, "middle"));
        }

        return root;
    }

    private static void Draw(XElement root, PlotAxis x, double[] scores, (double Middle, string Color) row)
    {
        Distribution spread = Distribution.Of(scores);
        double left = x.At(spread.LowerQuartile), right = x.At(spread.UpperQuartile), median = x.At(spread.Median);
        void Add(string element, params object[] attributes) => root.Add(Markup.Shape(element, attributes));
        Add("line", "x1", x.At(spread.Minimum), "x2", x.At(spread.Maximum), "y1", row.Middle, "y2", row.Middle, "stroke", "#55606e");
        Add("rect", "x", left, "y", row.Middle - 9, "width", right - left, "height", 18.0, "fill", row.Color, "fill-opacity", "0.18",
            "stroke", row.Color);
        Add("line", "x1", median, "x2", median, "y1", row.Middle - 9, "y2", row.Middle + 9, "stroke", row.Color, "stroke-width", "2.5");
        for (int i = 0; i < scores.Length; i++)
        {
            // Points of one row are set off a little, each by its place, so that equal ones can be told apart.
            Add("circle", "cx", x.At(scores[i]), "cy", row.Middle + (i * 7 % 5 - 2) * 2.4, "r", 2.0, "fill", row.Color, "fill-opacity",
                "0.75");
        }
    }

    private static string Shortened(string name) => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");

    private static XElement Text(string text, double x, double y, string anchor)
    {
        XElement label = Markup.Shape("text", "x", x, "y", y, "text-anchor", anchor);
        label.Value = Markup.Clean(text);
        return label;
    }
}
