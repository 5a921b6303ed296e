using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>
/// The margin at every point of a target's surface, from surface to surface in mm. Areas, not points, are counted: each vertex stands for a
/// third of its triangles.
/// </summary>
public sealed class SurfaceMargin
{
    private readonly (double Mm, double Area)[] sorted;

    internal SurfaceMargin(Mesh target, double[] atVerticesMm, MarginPlace? minimum)
    {
        Target = target;
        AtVerticesMm = atVerticesMm;
        Minimum = minimum;
        double[] areas = VertexAreas(target);
        sorted = [.. atVerticesMm.Zip(areas).Where(pair => !double.IsNaN(pair.First)).OrderBy(pair => pair.First)];
        AreaMm2 = sorted.Sum(pair => pair.Area);
    }

    /// <summary>The target's surface.</summary>
    public Mesh Target { get; }

    /// <summary>The margin at each vertex, in mm; NaN where it was left out, +∞ where there is nothing to measure to.</summary>
    public IReadOnlyList<double> AtVerticesMm { get; }

    /// <summary>The least margin and its place; null when nothing could be measured.</summary>
    public MarginPlace? Minimum { get; }

    /// <summary>The area that was looked at, in mm².</summary>
    public double AreaMm2 { get; }

    /// <summary>The margin below which a fraction of the area lies, in mm; NaN when there is none.</summary>
    public double Percentile(double fraction)
    {
        double wanted = Math.Clamp(fraction, 0, 1) * AreaMm2, sum = 0;
        foreach ((double mm, double area) in sorted)
        {
            sum += area;
            if (sum >= wanted)
            {
                return mm;
            }
        }

        return sorted.Length == 0 ? double.NaN : sorted[^1].Mm;
    }

    /// <summary>The area whose margin is below a bound, in mm².</summary>
    public double AreaBelowMm2(double mm) => sorted.TakeWhile(pair => pair.Mm < mm).Sum(pair => pair.Area);

    /// <summary>The area by margin, in bins between ascending bounds, with one more at either end.</summary>
    public IReadOnlyList<MarginBin> Histogram(params ReadOnlySpan<double> boundsMm)
    {
        double[] ends = [double.NegativeInfinity, .. boundsMm, double.PositiveInfinity];
        var bins = new List<MarginBin>();
        for (int i = 1; i < ends.Length; i++)
        {
            (double from, double to) = (ends[i - 1], ends[i]);
            bool isLast = double.IsPositiveInfinity(to);
            double area = sorted.Where(pair => pair.Mm >= from && (pair.Mm < to || isLast)).Sum(pair => pair.Area);
            bins.Add(new MarginBin(from, to, area, area / AreaMm2));
        }

        return bins;
    }

    private static double[] VertexAreas(Mesh mesh)
    {
        double[] areas = new double[mesh.Vertices.Length];
        foreach (Triangle t in mesh.Triangles)
        {
            double third = (mesh.Vertices[t.B] - mesh.Vertices[t.A]).Cross(mesh.Vertices[t.C] - mesh.Vertices[t.A]).Length / 6;
            areas[t.A] += third;
            areas[t.B] += third;
            areas[t.C] += third;
        }

        return areas;
    }
}
