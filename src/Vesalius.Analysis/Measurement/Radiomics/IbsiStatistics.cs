namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>Intensity statistics under their IBSI tags.</summary>
internal static class IbsiStatistics
{
    /// <summary>The statistics as <c>FAMILY_mean</c>, <c>FAMILY_var</c> and so on.</summary>
    public static OrderedDictionary<string, double> Tagged(string family, IntensityStatistics found) => new()
    {
        [$"{family}_mean"] = found.Mean,
        [$"{family}_var"] = found.Variance,
        [$"{family}_skew"] = found.Skewness,
        [$"{family}_kurt"] = found.ExcessKurtosis,
        [$"{family}_median"] = found.Median,
        [$"{family}_min"] = found.Minimum,
        [$"{family}_p10"] = found.Percentile10,
        [$"{family}_p90"] = found.Percentile90,
        [$"{family}_max"] = found.Maximum,
        [$"{family}_iqr"] = found.InterquartileRange,
        [$"{family}_range"] = found.Range,
        [$"{family}_mad"] = found.MeanAbsoluteDeviation,
        [$"{family}_rmad"] = found.RobustMeanAbsoluteDeviation,
        [$"{family}_medad"] = found.MedianAbsoluteDeviation,
        [$"{family}_cov"] = found.CoefficientOfVariation,
        [$"{family}_qcod"] = found.QuartileCoefficientOfDispersion,
        [$"{family}_energy"] = found.Energy,
        [$"{family}_rms"] = found.RootMeanSquare,
    };
}
