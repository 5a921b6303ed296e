namespace Vesalius.Imaging.Registration;

/// <summary>Pearson's correlation of the intensities.</summary>
internal sealed class Correlation(ComparedPoints points) : IComparison
{
    public (double Value, Func<int, double>? Pull) Of(int count)
    {
        double[] fixedValues = points.FixedValues, movingValues = points.MovingValues;
        (double fixedMean, double movingMean) = Sums((f, m) => (f, m));
        (fixedMean, movingMean) = (fixedMean / count, movingMean / count);
        (double fixedPower, double movingPower) = Sums((f, m) => ((f - fixedMean) * (f - fixedMean), (m - movingMean) * (m - movingMean)));
        (double shared, _) = Sums((f, m) => ((f - fixedMean) * (m - movingMean), 0));
        double scale = Math.Sqrt(fixedPower * movingPower);
        if (count == 0 || !(scale > 0))
        {
            return (double.NegativeInfinity, null);
        }

        return (shared / scale, i => (fixedValues[i] - fixedMean - shared / movingPower * (movingValues[i] - movingMean)) / scale);
    }

    private (double First, double Second) Sums(Func<double, double, (double First, double Second)> term)
    {
        var sums = new (double First, double Second)[ComparedPoints.PartCount];
        points.InParts((part, from, to) =>
        {
            (double first, double second) = (0, 0);
            for (int i = from; i < to; i++)
            {
                if (!double.IsNaN(points.MovingValues[i]))
                {
                    (double a, double b) = term(points.FixedValues[i], points.MovingValues[i]);
                    (first, second) = (first + a, second + b);
                }
            }

            sums[part] = (first, second);
        });
        return (sums.Sum(sum => sum.First), sums.Sum(sum => sum.Second));
    }
}
