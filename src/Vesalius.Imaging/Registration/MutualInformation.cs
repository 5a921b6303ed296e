namespace Vesalius.Imaging.Registration;

/// <summary>
/// Mutual information in nats from a joint histogram: whole bins for the fixed scan, cubic B-spline windows for the moving one, which make
/// it smooth in the map (Mattes et al. 2003; Thévenaz and Unser 2000).
/// </summary>
internal sealed class MutualInformation : IComparison
{
    /// <summary>Bins left free at both ends, so that windows do not reach beyond.</summary>
    private const int Margin = 2;

    private readonly ComparedPoints points;
    private readonly int bins;
    private readonly int[] fixedBins;
    private readonly IntensityBins movingBins;

    public MutualInformation(ComparedPoints points, (double Low, double High) movingRange, int bins)
    {
        (this.points, this.bins) = (points, bins);
        movingBins = new IntensityBins(movingRange.Low, movingRange.High, bins, Margin);
        (double low, double high) = IntensityBins.RangeOf(points.FixedValues);
        var scale = new IntensityBins(low, high, bins, Margin);
        fixedBins = [.. points.FixedValues.Select(value => (int)Math.Round(scale.At(value).Place))];
    }

    public (double Value, Func<int, double>? Pull) Of(int count)
    {
        if (count == 0)
        {
            return (double.NegativeInfinity, null);
        }

        double[] joint = Joint(count);
        double[] ofFixed = new double[bins], ofMoving = new double[bins];
        for (int i = 0; i < joint.Length; i++)
        {
            ofFixed[i / bins] += joint[i];
            ofMoving[i % bins] += joint[i];
        }

        double value = 0;
        var logs = new double[joint.Length];
        for (int i = 0; i < joint.Length; i++)
        {
            if (joint[i] > 0)
            {
                logs[i] = Math.Log(joint[i] / ofMoving[i % bins]);
                value += joint[i] * (logs[i] - Math.Log(ofFixed[i / bins]));
            }
        }

        return (value, i => Weight(i, logs) / count);
    }

    private double[] Joint(int count)
    {
        var histograms = new double[ComparedPoints.PartCount][];
        points.InParts((part, from, to) =>
        {
            var histogram = new double[bins * bins];
            for (int i = from; i < to; i++)
            {
                if (double.IsNaN(points.MovingValues[i]))
                {
                    continue;
                }

                (double place, _) = movingBins.At(points.MovingValues[i]);
                int first = (int)place - 1;
                for (int k = first; k < first + 4; k++)
                {
                    histogram[fixedBins[i] * bins + k] += Window(place - k) / count;
                }
            }

            histograms[part] = histogram;
        });
        var sum = new double[bins * bins];
        foreach (double[] histogram in histograms)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += histogram[i];
            }
        }

        return sum;
    }

    /// <summary>How the information changes with the moving value of one point, times the number of points.</summary>
    private double Weight(int point, double[] logs)
    {
        (double place, double perUnit) = movingBins.At(points.MovingValues[point]);
        int first = (int)place - 1, row = fixedBins[point] * bins;
        double sum = 0;
        for (int k = first; k < first + 4; k++)
        {
            sum += WindowSlope(place - k) * logs[row + k];
        }

        return sum * perUnit;
    }

    private static double Window(double t)
    {
        double a = Math.Abs(t);
        return a < 1 ? (4 - 6 * a * a + 3 * a * a * a) / 6 : a < 2 ? (2 - a) * (2 - a) * (2 - a) / 6 : 0;
    }

    private static double WindowSlope(double t)
    {
        double a = Math.Abs(t);
        return Math.Sign(t) * (a < 1 ? -2 * a + 1.5 * a * a : a < 2 ? -(2 - a) * (2 - a) / 2 : 0);
    }
}
