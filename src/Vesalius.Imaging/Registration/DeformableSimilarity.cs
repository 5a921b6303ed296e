using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Registration;

/// <summary>
/// What a deformation costs, less being better: its bending, less the likeness of the scans under it; and the slope of that.
/// </summary>
internal sealed class DeformableSimilarity
{
    private readonly ComparedPoints points;
    private readonly IComparison comparison;
    private readonly SplineLattice lattice;
    private readonly WorldTransform linear;
    private readonly double stiffness;
    private readonly Vector256<double>[][] sums;

    public DeformableSimilarity(
        ComparedPoints points, IComparison comparison, SplineLattice lattice, (WorldTransform Linear, double Stiffness) map)
    {
        (this.points, this.comparison, this.lattice) = (points, comparison, lattice);
        (linear, stiffness) = map;
        sums = [.. Enumerable.Range(0, ComparedPoints.PartCount).Select(_ => new Vector256<double>[lattice.Count])];
    }

    /// <summary>The similarity of the scans as last read.</summary>
    public double Similarity { get; private set; }

    /// <summary>The cost of a set of pulls, and its change with each.</summary>
    public (double Cost, Vector256<double>[] Slope) At(Vector256<double>[] pulls)
    {
        int count = points.Read((_, point) =>
        {
            Vector256<double> moved = lattice.At(point).Sum(pulls);
            return linear.Apply(point + new WorldVector(moved[0], moved[1], moved[2]));
        });
        (Similarity, Func<int, double>? pull) = comparison.Of(count);
        var slope = new Vector256<double>[lattice.Count];
        if (pull is null)
        {
            return (double.PositiveInfinity, slope);
        }

        points.InParts((part, from, to) => Scatter(pull, sums[part], from, to));
        foreach (Vector256<double>[] sum in sums)
        {
            for (int i = 0; i < slope.Length; i++)
            {
                slope[i] -= sum[i];
            }
        }

        double bending = LatticeBending.AddSlopeInPlace(lattice.Grid, pulls, slope, stiffness);
        return (stiffness * bending - Similarity, slope);
    }

    private void Scatter(Func<int, double> pull, Vector256<double>[] sum, int from, int to)
    {
        Array.Clear(sum);
        Affine map = linear.Map;
        for (int i = from; i < to; i++)
        {
            if (!double.IsNaN(points.MovingValues[i]))
            {
                WorldVector slope = points.Slopes[i];
                var moved = Vector256.Create(slope.Dot(map.XStep), slope.Dot(map.YStep), slope.Dot(map.ZStep), 0);
                lattice.At(points.Places[i]).AddInPlace(sum, moved * pull(i));
            }
        }
    }
}
