namespace Vesalius.Analysis.Detection;

/// <summary>
/// Sensitivity, precision and false findings for every threshold (free-response operating characteristic and precision–recall in one).
/// Findings of equal score come and go together.
/// </summary>
public sealed class DetectionCurve
{
    internal DetectionCurve(IReadOnlyList<DetectionPoint> points, long references) => (Points, References) = (points, references);

    /// <summary>The points, from the highest threshold to the lowest; none without findings.</summary>
    public IReadOnlyList<DetectionPoint> Points { get; }

    /// <summary>How many references there are.</summary>
    public long References { get; }

    /// <summary>
    /// The sensitivity at so many false findings per image, interpolated linearly from (0, 0) on; beyond the last point its own
    /// (LUNA16). NaN
    /// without references.
    /// </summary>
    public double SensitivityAt(double falsePerImage)
    {
        if (References == 0)
        {
            return double.NaN;
        }

        var below = new DetectionPoint(double.PositiveInfinity, 0, 1, 0);
        foreach (DetectionPoint point in Points)
        {
            if (point.FalsePerImage > falsePerImage)
            {
                double share = (falsePerImage - below.FalsePerImage) / (point.FalsePerImage - below.FalsePerImage);
                return below.Sensitivity + share * (point.Sensitivity - below.Sensitivity);
            }

            below = point;
        }

        return below.Sensitivity;
    }

    /// <summary>The mean sensitivity at 1/8, 1/4, 1/2, 1, 2, 4 and 8 false findings per image (the competition metric of LUNA16).</summary>
    public double MeanSensitivity => new[] { 0.125, 0.25, 0.5, 1, 2, 4, 8 }.Average(SensitivityAt);

    /// <summary>Average precision, 0 to 1; NaN without references, 0 when nothing was found.</summary>
    public double AveragePrecision(PrecisionRule rule = PrecisionRule.AllPoints)
    {
        if (References == 0)
        {
            return double.NaN;
        }

        double[] envelope = Envelope();
        if (rule != PrecisionRule.AllPoints)
        {
            int steps = rule == PrecisionRule.ElevenPoints ? 10 : 100;
            return Enumerable.Range(0, steps + 1).Average(i => AtRecall(envelope, (double)i / steps));
        }

        double area = 0, last = 0;
        for (int i = 0; i < envelope.Length; i++)
        {
            area += (Points[i].Sensitivity - last) * envelope[i];
            last = Points[i].Sensitivity;
        }

        return area;
    }

    /// <summary>The highest threshold that reaches a sensitivity; null when none does.</summary>
    public DetectionPoint? Reaching(double sensitivity)
    {
        DetectionPoint[] reached = [.. Points.Where(point => point.Sensitivity >= sensitivity - 1e-12)];
        return reached.Length == 0 ? null : reached[0];
    }

    /// <summary>The point of the best F1, that of the highest threshold among equals; null without findings.</summary>
    public DetectionPoint? Best => Points.Count == 0 ? null : Points.MaxBy(point => point.F1);

    // The best precision at this recall or any higher one.
    private double[] Envelope()
    {
        double[] envelope = [.. Points.Select(point => point.Precision)];
        for (int i = envelope.Length - 2; i >= 0; i--)
        {
            envelope[i] = Math.Max(envelope[i], envelope[i + 1]);
        }

        return envelope;
    }

    private double AtRecall(double[] envelope, double recall)
    {
        for (int i = 0; i < envelope.Length; i++)
        {
            if (Points[i].Sensitivity >= recall - 1e-12)
            {
                return envelope[i];
            }
        }

        return 0;
    }
}
