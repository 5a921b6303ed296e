namespace Vesalius.Analysis.Reporting;

/// <summary>Points of one kind.</summary>
/// <param name="Name">What they are called in the legend.</param>
/// <param name="Points">Where they lie.</param>
public sealed record PlotSeries(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether a line chart reads this series on the right axis, which runs from 0 to 1: scores beside losses.</summary>
    public bool OnUnitAxis { get; init; }

    internal IEnumerable<(double X, double Y)> Finite => Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y));
}
