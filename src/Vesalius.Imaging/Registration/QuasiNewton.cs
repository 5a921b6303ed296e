using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Registration;

/// <summary>
/// Descends along the slope, bent by what the last steps told of its change (L-BFGS: Liu and Nocedal 1989), each step shortened until it
/// leads down far enough and to a place that is allowed.
/// </summary>
internal sealed class QuasiNewton
{
    private const int Memory = 6;
    private const int MostHalvings = 12;
    private const double Enough = 1e-4;

    private readonly List<(Vector256<double>[] Step, Vector256<double>[] Change, double Inverse)> past = [];

    /// <summary>The lowest place that was found, and the steps taken.</summary>
    /// <param name="cost">The cost of a place and its slope.</param>
    /// <param name="isAllowed">Which places may be gone to.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="limits">The length of the first step (its largest part), the most steps, and the relative gain below which it
    /// ends.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public (Vector256<double>[] At, int Steps) Descend(
        Func<Vector256<double>[], (double Cost, Vector256<double>[] Slope)> cost, Func<Vector256<double>[], bool> isAllowed,
        Vector256<double>[] start, (double First, int Most, double Gain) limits, CancellationToken cancellation)
    {
        Vector256<double>[] at = start;
        (double height, Vector256<double>[] slope) = cost(at);
        for (int steps = 0; steps < limits.Most; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            Vector256<double>[] way = Direction(slope);
            double descent = Dot(way, slope), length = past.Count > 0 ? 1 : limits.First / Largest(way);
            if (!(descent < 0) || !double.IsFinite(length))
            {
                return (at, steps);
            }

            bool isDown = false;
            for (int halving = 0; halving < MostHalvings && !isDown; halving++, length /= 2)
            {
                Vector256<double>[] next = Sum(at, way, length);
                if (!isAllowed(next))
                {
                    continue;
                }

                (double nextHeight, Vector256<double>[] nextSlope) = cost(next);
                if (nextHeight <= height + Enough * length * descent)
                {
                    Remember(Sum(next, at, -1), Sum(nextSlope, slope, -1));
                    bool isFlat = height - nextHeight < limits.Gain * Math.Abs(height);
                    (at, height, slope, isDown) = (next, nextHeight, nextSlope, true);
                    if (isFlat)
                    {
                        return (at, steps + 1);
                    }
                }
            }

            if (!isDown)
            {
                return (at, steps);
            }
        }

        return (at, limits.Most);
    }

    private void Remember(Vector256<double>[] step, Vector256<double>[] change)
    {
        double curvature = Dot(step, change);
        if (curvature > 1e-12 * Dot(change, change))
        {
            past.Add((step, change, 1 / curvature));
            past.RemoveRange(0, Math.Max(0, past.Count - Memory));
        }
    }

    private Vector256<double>[] Direction(Vector256<double>[] slope)
    {
        Vector256<double>[] way = Array.ConvertAll(slope, part => -part);
        var shares = new double[past.Count];
        for (int i = past.Count - 1; i >= 0; i--)
        {
            shares[i] = past[i].Inverse * Dot(past[i].Step, way);
            way = Sum(way, past[i].Change, -shares[i]);
        }

        if (past.Count > 0)
        {
            (_, Vector256<double>[] change, double inverse) = past[^1];
            double scale = 1 / (inverse * Dot(change, change));
            way = Array.ConvertAll(way, part => part * scale);
        }

        for (int i = 0; i < past.Count; i++)
        {
            way = Sum(way, past[i].Step, shares[i] - past[i].Inverse * Dot(past[i].Change, way));
        }

        return way;
    }

    private static double Dot(Vector256<double>[] a, Vector256<double>[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += Vector256.Dot(a[i], b[i]);
        }

        return sum;
    }

    private static double Largest(Vector256<double>[] a) => Math.Sqrt(a.Max(part => Vector256.Dot(part, part)));

    private static Vector256<double>[] Sum(Vector256<double>[] a, Vector256<double>[] b, double share)
    {
        var sum = new Vector256<double>[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            sum[i] = a[i] + b[i] * share;
        }

        return sum;
    }
}
