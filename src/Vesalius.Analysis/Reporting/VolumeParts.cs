using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Reporting;

/// <summary>How far measured volumes lie from true ones.</summary>
internal static class VolumeParts
{
    private const double CubicMillimetres = 1000;
    private const int MostPlots = 12;

    public static ReportSection Of(EvaluatedModel model)
    {
        LabelSummary[] labels = [.. model.Summary.Labels.Where(label => label.Cases.Count > 1)];
        if (labels.Length == 0)
        {
            return new ReportSection("Volumes");
        }

        bool isPlanar = model.Summary.Cases.All(one => one.IsPlanar);
        string unit = isPlanar ? "cm²" : "ml";
        double scale = isPlanar ? 100 : CubicMillimetres;
        IEnumerable<(LabelSummary Label, (double Measured, double True)[] Pairs)> volumes =
            labels.Select(label =>
                (label, label.Cases.Select(entry => (entry.PredictionVolumeMm3 / scale, entry.ReferenceVolumeMm3 / scale)).ToArray()));
        string more = labels.Length > MostPlots ? $" Drawn for the first {MostPlots} structures." : string.Empty;
        return new ReportSection(
            isPlanar ? "Areas" : "Volumes",
            new ReportBlock.Paragraph(
                $"Bland–Altman: the difference predicted − reference over the mean of both. "
                + "The bias says whether structures are drawn too large (+) or too small (−); "
                + $"between the limits of agreement, bias ± 1.96 standard deviations, lie about 95 % of the differences.{more}"),
            new ReportBlock.Table(
                $"Predicted − reference ({unit})",
                ["structure", "cases", "mean reference", "bias", "interval of the bias", "lower limit", "upper limit"],
                [.. volumes.Select(one => Row(one.Label, one.Pairs, model.Intervals.Options))]),
            new ReportBlock.Side([.. volumes.Take(MostPlots).Select(one => new ReportBlock.Drawing(
                ScatterPlot.BlandAltman($"Agreement of {one.Label.Name}", unit, one.Pairs) with { XTitle = $"mean of both ({unit})",
                    YTitle = $"predicted − reference ({unit})" },
                one.Label.Name))]));
    }

    private static string[] Row(LabelSummary label, (double Measured, double True)[] pairs, BootstrapOptions options)
    {
        var agreement = LimitsOfAgreement.Of(pairs, null, options);
        int decimals = pairs.Max(pair => pair.True) < 10 ? 3 : 1;
        return
        [
            label.Name, $"{agreement.Pairs}", Figures.Of(pairs.Average(pair => pair.True), decimals),
                Figures.Signed(agreement.Bias, decimals),
            Figures.Of(agreement.BiasInterval, decimals), Figures.Signed(agreement.Lower, decimals),
                Figures.Signed(agreement.Upper, decimals),
        ];
    }
}
