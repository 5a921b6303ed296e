using System.Globalization;
using System.Text.Json;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Tests;

namespace Vesalius.Analysis.Tests.Evaluation;

/// <summary>The scores other tools give for pairs of masks, each tool's own code run on them.</summary>
public sealed class GoldenMetricsTests
{
    private const double Double = 1e-6, Single = 1e-5;

    private static readonly double[] Tolerances = [0.5, 1, 2, 3];

    public static TheoryData<string> Cases =>
    [
        "ell_aniso", "single_voxels", "thin_line", "blobs", "hollow_pred", "empty_pred", "both_empty", "identical", "full_volume_identical",
        "line2d", "real_brain2", "real_lung1",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_deepmind_profile_equals_surface_distance(string name)
    {
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.DeepMind);
        JsonElement expected = golden.GetProperty("deepmind");
        SurfaceScores surface = ours.Surface;
        Same(expected, "hd100", surface.HausdorffMm, Double);
        Same(expected, "hd95", surface.HausdorffPercentileMm, Double);
        Same(expected, "avg_gt_to_pred", surface.ReferenceToPredictionMm, Double);
        Same(expected, "avg_pred_to_gt", surface.PredictionToReferenceMm, Double);
        Same(expected, "area_gt", surface.ReferenceSurface, Double);
        Same(expected, "area_pred", surface.PredictionSurface, Double);
        Same(expected, "dice", ours.Entry.Dice, Double);
        SameAgreement(expected.GetProperty("nsd"), surface, Double);
        foreach (SurfaceAgreement agreement in surface.Agreement)
        {
            JsonElement overlap = expected.GetProperty("overlap").GetProperty(Key(agreement.ToleranceMm));
            Same(Number(overlap[0]), agreement.Reference, Double, "overlap");
            Same(Number(overlap[1]), agreement.Prediction, Double, "overlap");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_monai_profiles_equal_monai(string name)
    {
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.Monai);
        JsonElement expected = golden.GetProperty("monai");
        Same(expected, "hd", ours.Surface.HausdorffMm, Single);
        Same(expected, "hd95", ours.Surface.HausdorffPercentileMm, Single);
        Same(expected, "assd", ours.Surface.AssdMm, Single);
        Same(expected, "dice_ignore_empty", ours.Entry.Dice, Single);
        Same(expected, "iou_ignore_empty", ours.Entry.Iou, Single);
        SameAgreement(expected.GetProperty("nsd"), ours.Surface, Single);
        SurfaceScores subvoxel = Compare(name, MetricProfile.MonaiSubvoxel).Ours.Surface;
        Same(expected, "hd95", subvoxel.HausdorffPercentileMm, Single);
        SameAgreement(expected.GetProperty("nsd_subvoxel"), subvoxel, Single);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_metrics_reloaded_profile_equals_metrics_reloaded(string name)
    {
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.MetricsReloaded);
        JsonElement expected = golden.GetProperty("metrics_reloaded");
        Same(expected, "hd", ours.Surface.HausdorffMm, Double);
        Same(expected, "hd_perc", ours.Surface.HausdorffPercentileMm, Double);
        Same(expected, "assd", ours.Surface.AssdMm, Double);
        Same(expected, "masd", ours.Surface.MasdMm, Double);
        Same(expected, "dsc", ours.Entry.Dice, Double);
        Same(expected, "iou", ours.Entry.Iou, Double);
        Same(expected, "sensitivity", ours.Entry.Overlap.Sensitivity, Double);
        Same(expected, "specificity", ours.Entry.Overlap.Specificity, Double);
        Same(expected, "ppv", ours.Entry.Precision, Double);
        Same(expected, "mcc", ours.Entry.Overlap.Mcc, Double);
        SameAgreement(expected.GetProperty("nsd"), ours.Surface, Double);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_medpy_profile_equals_medpy_wherever_that_gives_a_meaningful_number(string name)
    {
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.MedPy);
        JsonElement expected = golden.GetProperty("panoptica_medpy_style").GetProperty("conn1");
        if (ours.Entry.Presence != Presence.Both)
        {
            Assert.True(double.IsNaN(ours.Surface.HausdorffPercentileMm));
            Assert.True(double.IsNaN(ours.Surface.MasdMm));
            return;
        }

        Same(expected, "hd", ours.Surface.HausdorffMm, Double);
        Same(expected, "hd95", ours.Surface.HausdorffPercentileMm, Double);
        Same(expected, "assd_mean_of_means", ours.Surface.MasdMm, Double);
        SameAgreement(expected.GetProperty("nsd_mean_fraction"), ours.Surface, Double);
    }

    private static (JsonElement Golden, CaseScores Ours) Compare(string name, MetricProfile profile)
    {
        string path = SharedData.Require("golden", "metrics", "golden_metrics.json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var evaluator = new Evaluator(new EvaluationOptions { Profile = profile, TolerancesMm = Tolerances, Labels = [1] });
        LabelMap reference = Mask(name, "ref"), prediction = Mask(name, "pred");
        LabelEvaluation entry = evaluator.Evaluate(reference, prediction, name, TestContext.Current.CancellationToken).Find(1)!;
        return (document.RootElement.GetProperty(name).Clone(), new CaseScores(entry, entry.Surface!));
    }

    private static LabelMap Mask(string name, string side)
    {
        LabelMap map = VolumeFile.ReadLabels(SharedData.Require("golden", "metrics", "masks", $"{name}_{side}.nii.gz"));

        // The 2-D case was stored as a volume of one slice.
        return name == "line2d" ? new LabelMap(map.Voxels.On(new Grid(map.Grid.Size, map.Grid.Affine, 2)), map.Table) : map;
    }

    private static void SameAgreement(JsonElement expected, SurfaceScores ours, double relative)
    {
        foreach (SurfaceAgreement agreement in ours.Agreement)
        {
            Same(expected, Key(agreement.ToleranceMm), agreement.Nsd, relative);
        }
    }

    private static void Same(JsonElement expected, string key, double ours, double relative) => Same(Number(expected.GetProperty(key)), ours, relative, key);

    private static void Same(double expected, double ours, double relative, string what) => Assert.True(
        expected.Equals(ours) || Math.Abs(ours - expected) <= relative * Math.Abs(expected), $"{what}: expected {expected:R}, got {ours:R}");

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "nan" => double.NaN,
            string other => throw new FormatException(other),
            null => throw new FormatException(),
        }
        : value.GetDouble();

    private static string Key(double tolerance) => tolerance.ToString("0.0", CultureInfo.InvariantCulture);

    private sealed record CaseScores(LabelEvaluation Entry, SurfaceScores Surface);
}
