using System.Xml.Linq;
using Vesalius.Analysis.Evaluation;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// Scores of groups: a box from the lower to the upper quartile with a line at the median, whiskers to the least and the greatest score, and
/// every score as a point.
/// </summary>
/// <param name="Groups">The groups and their scores; those that are not finite are left out.</param>
public sealed record BoxPlot(params IReadOnlyList<(string Name, IReadOnlyList<double> Scores)> Groups) : Plot
{
    internal override XElement Render()
    {
        (string Name, double[] Scores)[] groups = [.. Groups.Select(group => (group.Name, group.Scores.Where(double.IsFinite).ToArray()))];
        PlotAxis y = PlotFrame.Y(groups.SelectMany(group => group.Scores));
        var frame = new PlotFrame(this, PlotFrame.X([0, 1]), y, marksX: false);
        double pitch = (PlotFrame.Width - PlotFrame.Left - PlotFrame.Right) / Math.Max(1, groups.Length);
        for (int i = 0; i < groups.Length; i++)
        {
            double middle = PlotFrame.Left + (i + 0.5) * pitch;
            frame.Write(groups[i].Name, middle, PlotFrame.Height - PlotFrame.Bottom + 18, "middle");
            if (groups[i].Scores.Length > 0)
            {
                Draw(frame, y, groups[i].Scores, (middle, Math.Min(30, pitch / 3)));
            }
        }

        return frame.Done(groups.All(group => group.Scores.Length == 0));
    }

    private static void Draw(PlotFrame frame, PlotAxis y, double[] scores, (double Middle, double Half) box)
    {
        Distribution spread = Distribution.Of(scores);
        (double left, double right) = (box.Middle - box.Half, box.Middle + box.Half);
        double top = y.At(spread.UpperQuartile), bottom = y.At(spread.LowerQuartile), median = y.At(spread.Median);
        frame.Add("line", "x1", box.Middle, "x2", box.Middle, "y1", y.At(spread.Minimum), "y2", y.At(spread.Maximum), "stroke", "#55606e");
        frame.Add("rect", "x", left, "y", top, "width", right - left, "height", bottom - top, "fill", "#dbe7f5", "stroke", Colors[0]);
        frame.Add("line", "x1", left, "x2", right, "y1", median, "y2", median, "stroke", Colors[0], "stroke-width", "2");
        foreach (double score in scores)
        {
            frame.Add("circle", "cx", box.Middle, "cy", y.At(score), "r", 2.5, "fill", Colors[1], "fill-opacity", "0.8");
        }
    }
}
