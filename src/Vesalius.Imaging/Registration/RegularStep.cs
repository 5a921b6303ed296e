namespace Vesalius.Imaging.Registration;

/// <summary>
/// Climbs along the slope in steps of a given length, which is shortened each time the slope turns back: the regular-step gradient ascent
/// that ITK made common for rigid and affine registration.
/// </summary>
internal static class RegularStep
{
    private const double Shortening = 0.6;

    /// <summary>The map at the top, and the steps taken.</summary>
    /// <param name="similarity">What is climbed.</param>
    /// <param name="space">The motions.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="length">The first and the last length of a step in mm, and the most steps.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static (WorldTransform Transform, int Steps) Climb(
        ISimilarity similarity, MotionSpace space, WorldTransform start, (double First, double Last, int Most) length,
        CancellationToken cancellation)
    {
        WorldTransform at = start;
        double step = length.First;
        double[]? before = null;
        int steps = 0;
        while (steps < length.Most && step >= length.Last)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] slope = similarity.At(at).Slope;
            double steepness = Math.Sqrt(Dot(slope, slope));
            if (!(steepness > 0) || !double.IsFinite(steepness))
            {
                break;
            }

            double[] direction = [.. slope.Select(part => part / steepness)];
            step *= before is not null && Dot(direction, before) < 0 ? Shortening : 1;
            at = space.Moved(at, [.. direction.Select(part => part * step)]);
            before = direction;
            steps++;
        }

        return (at, steps);
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
