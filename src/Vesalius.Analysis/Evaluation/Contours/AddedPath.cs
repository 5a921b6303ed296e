using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Added path length: how much contour has to be drawn to correct a prediction, slice by slice.</summary>
internal static class AddedPath
{
    /// <summary>The length in mm at each tolerance.</summary>
    public static double[] Of(MaskPair pair, IReadOnlyList<double> tolerancesMm, CancellationToken cancellation)
    {
        double[] lengths = new double[tolerancesMm.Count];
        Size3 size = pair.Grid.Size;
        Affine affine = pair.Grid.Affine;
        var boundary = new VoxelBoundary(new Grid(size with { Z = 1 }, affine, 2), isThick: false, default);
        double pixel = (pair.Grid.Spacing.X + pair.Grid.Spacing.Y) / 2;
        for (int z = 0; z < size.Z; z++)
        {
            cancellation.ThrowIfCancellationRequested();
            Range slice = new(size.IndexOf(0, 0, z), size.IndexOf(0, 0, z) + (size.X * size.Y));
            if (pair.Reference.AsSpan(slice).Contains((byte)1))
            {
                BoundaryElements reference = boundary.Of(pair.Reference[slice]), prediction = boundary.Of(pair.Prediction[slice]);
                DirectedDistances distances = DirectedDistances.Of(reference, prediction, DistanceRule.Exact, cancellation);
                for (int i = 0; i < lengths.Length; i++)
                {
                    lengths[i] += (distances.Weight - distances.WeightWithin(tolerancesMm[i])) * pixel;
                }
            }
        }

        return lengths;
    }
}
