namespace Vesalius.Imaging.Registration;

/// <summary>A comparison of intensities as a function of a linear map.</summary>
internal sealed class LinearSimilarity(ComparedPoints points, MotionSpace space, IComparison comparison) : ISimilarity
{
    public (double Value, double[] Slope, double Overlap) At(WorldTransform transform)
    {
        int count = points.Read(transform, space.Centre);
        (double value, Func<int, double>? pull) = comparison.Of(count);
        return pull is null
            ? (double.NegativeInfinity, new double[space.Count], 0)
            : (value, points.Pull(space, pull), (double)count / points.Count);
    }
}
