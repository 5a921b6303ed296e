namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>The mean of features over directions or slices: each over those where it is defined.</summary>
internal static class FeatureMean
{
    /// <summary>The means of rows of features; NaN where a feature is nowhere defined.</summary>
    public static double[] Of(IReadOnlyList<double[]> rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(feature => Of(rows, feature))];

    private static double Of(IReadOnlyList<double[]> rows, int feature)
    {
        double[] defined = [.. rows.Select(row => row[feature]).Where(value => !double.IsNaN(value))];
        return defined.Length == 0 ? double.NaN : defined.Average();
    }
}
