using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>Series joined by lines: a training curve.</summary>
/// <param name="Series">What is drawn. Points that are not finite are bridged.</param>
public sealed record LineChart(params IReadOnlyList<PlotSeries> Series) : Plot
{
    internal override XElement Render()
    {
        PlotAxis x = PlotFrame.X(Series.SelectMany(series => series.Finite.Select(point => point.X)));
        PlotAxis y = PlotFrame.Y(Series.Where(series => !series.OnUnitAxis).SelectMany(series => series.Finite.Select(point => point.Y)));
        PlotAxis unit = PlotFrame.Y([0, 1]);
        var frame = new PlotFrame(this, x, y);
        if (Series.Any(series => series.OnUnitAxis))
        {
            foreach (double mark in unit.Marks)
            {
                frame.Write(Markup.Number(mark), PlotFrame.Width - PlotFrame.Right + 6, unit.At(mark) + 4, "start");
            }
        }

        for (int i = 0; i < Series.Count; i++)
        {
            string color = Colors[i % Colors.Length];
            PlotAxis height = Series[i].OnUnitAxis ? unit : y;
            (double X, double Y)[] points = [.. Series[i].Finite.Select(point => (x.At(point.X), height.At(point.Y)))];
            frame.Add("polyline", "points", string.Join(' ', points.Select(point => $"{Markup.Number(point.X)},{Markup.Number(point.Y)}")), "fill", "none", "stroke", color, "stroke-width", "2");
            foreach ((double px, double py) in points.Length <= 40 ? points : [])
            {
                frame.Add("circle", "cx", px, "cy", py, "r", 3.0, "fill", color);
            }

            frame.Write(Series[i].Name, PlotFrame.Width - PlotFrame.Right - 150 * (Series.Count - 1 - i), 16, "end", color);
        }

        return frame.Done(!Series.Any(series => series.Finite.Any()));
    }
}
