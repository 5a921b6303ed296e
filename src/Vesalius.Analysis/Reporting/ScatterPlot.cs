using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>Points over two axes, with the line of equality or with level lines.</summary>
/// <param name="Series">What is drawn.</param>
public sealed record ScatterPlot(params IReadOnlyList<PlotSeries> Series) : Plot
{
    /// <summary>Whether the line on which both axes agree is drawn: measured against true.</summary>
    public bool ShowsEquality { get; init; }

    /// <summary>Level lines and what they are called.</summary>
    public IReadOnlyList<(string Name, double Y)> Levels { get; init; } = [];

    /// <summary>
    /// Bland and Altman's plot of agreement: the difference of each pair over its mean, with the mean difference and the limits of agreement
    /// (± 1.96 standard deviations). With fewer than two pairs there are no limits.
    /// </summary>
    /// <param name="title">What is compared.</param>
    /// <param name="unit">The unit of both.</param>
    /// <param name="pairs">The measured and the true value of each case.</param>
    public static ScatterPlot BlandAltman(string title, string unit, IEnumerable<(double Measured, double True)> pairs)
    {
        (double X, double Y)[] points = [.. pairs.Select(pair => ((pair.Measured + pair.True) / 2, pair.Measured - pair.True)).Where(point => double.IsFinite(point.Item2))];
        double mean = points.Length == 0 ? double.NaN : points.Average(point => point.Y);
        double spread = points.Length < 2 ? double.NaN : 1.96 * Math.Sqrt(points.Sum(point => Math.Pow(point.Y - mean, 2)) / (points.Length - 1));
        return new ScatterPlot(new PlotSeries(string.Empty, points))
        {
            Title = title,
            XTitle = $"mean of measured and true ({unit})",
            YTitle = $"measured − true ({unit})",
            Levels = [("mean", mean), ("+1.96 SD", mean + spread), ("−1.96 SD", mean - spread)],
        };
    }

    internal override XElement Render()
    {
        (double X, double Y)[] all = [.. Series.SelectMany(series => series.Finite)];
        (string Name, double Y)[] levels = [.. Levels.Where(level => double.IsFinite(level.Y))];
        IEnumerable<double> shared = ShowsEquality ? all.SelectMany(point => new[] { point.X, point.Y }).Append(0) : [];
        double[] both = [.. shared];
        PlotAxis x = PlotFrame.X(all.Select(point => point.X).Concat(both));
        PlotAxis y = PlotFrame.Y(all.Select(point => point.Y).Concat(both).Concat(levels.Select(level => level.Y)));
        var frame = new PlotFrame(this, x, y);
        if (ShowsEquality && all.Length > 0)
        {
            (double from, double to) = (both.Min(), both.Max());
            frame.Add("line", "x1", x.At(from), "y1", y.At(from), "x2", x.At(to), "y2", y.At(to), "stroke", "#55606e", "stroke-dasharray", "5 4");
        }

        foreach ((string name, double level) in levels)
        {
            frame.Add("line", "x1", PlotFrame.Left, "x2", PlotFrame.Width - PlotFrame.Right, "y1", y.At(level), "y2", y.At(level), "stroke", "#55606e", "stroke-dasharray", "5 4");
            frame.Write(name, PlotFrame.Width - 2, y.At(level) - 3, "end", "#55606e");
        }

        for (int i = 0; i < Series.Count; i++)
        {
            foreach ((double px, double py) in Series[i].Finite)
            {
                frame.Add("circle", "cx", x.At(px), "cy", y.At(py), "r", 4.0, "fill", Colors[i % Colors.Length], "fill-opacity", "0.8");
            }

            frame.Write(Series[i].Name, PlotFrame.Width - PlotFrame.Right - 110 * (Series.Count - 1 - i), 16, "end", Colors[i % Colors.Length]);
        }

        return frame.Done(all.Length == 0);
    }
}
