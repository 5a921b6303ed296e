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
        Same(expected, "hd50", Assert.Single(surface.Percentiles).Mm, Double);
        Same(expected, "avg_gt_to_pred", surface.ReferenceToPredictionMm, Double);
        Same(expected, "avg_pred_to_gt", surface.PredictionToReferenceMm, Double);
        Same(expected, "area_gt", surface.ReferenceSurface, Double);
        Same(expected, "area_pred", surface.PredictionSurface, Double);
        Same(expected, "dice", ours.Entry.Dice, Double);
        SameAgreement(expected.GetProperty("nsd"), surface, Double);
        foreach (SurfaceAgreement agreement in surface.Agreement.Where(IsGolden))
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
        Same(expected, "hd95_directed_pred_to_gt", ours.Surface.PredictionToReferencePercentileMm, Single);
        SameUnlessOneIsEmpty(expected, "asd_pred_to_gt", ours);
        Same(expected, "dice_ignore_empty", ours.Entry.Dice, Single);
        Same(expected, "iou_ignore_empty", ours.Entry.Iou, Single);
        SameAgreement(expected.GetProperty("nsd"), ours.Surface, Single);
        SurfaceScores subvoxel = Compare(name, MetricProfile.MonaiSubvoxel).Ours.Surface;
        Same(expected, "hd95", subvoxel.HausdorffPercentileMm, Single);
        SameAgreement(expected.GetProperty("nsd_subvoxel"), subvoxel, Single);
    }

    // The mean distance from an empty surface is infinite there, undefined here: there is no place to measure from.
    private static void SameUnlessOneIsEmpty(JsonElement expected, string key, CaseScores ours)
    {
        if (ours.Entry.Presence is Presence.OnlyReference or Presence.OnlyPrediction)
        {
            Assert.False(double.IsFinite(ours.Surface.PredictionToReferenceMm));
            return;
        }

        Same(expected, key, ours.Surface.PredictionToReferenceMm, Single);
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
        Same(expected, "boundary_iou", ours.Entry.Contours.Single(contour => contour.ToleranceMm == 2).BoundaryIou, Double);
        SameCounts(expected, ours.Entry);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Centre_line_dice_equals_metrics_reloaded(string name)
    {
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.MetricsReloaded);
        Same(golden.GetProperty("metrics_reloaded"), "cldice", ours.Entry.Topology!.CentrelineDice, Double);
    }

    // The tool counts in single precision. Where chance agreement is all but 1, that is all kappa has left of its digits.
    private static void SameCounts(JsonElement expected, LabelEvaluation entry)
    {
        Overlap overlap = entry.Overlap;
        Same(expected, "npv", overlap.NegativePredictiveValue, Single);
        Same(expected, "accuracy", overlap.Accuracy, Single);
        Same(expected, "ba", overlap.BalancedAccuracy, Single);
        Same(expected, "youden_ind", overlap.Youden, Single);
        Same(expected, "nb", overlap.NetBenefit(), Single);
        Same(expected, "avdr", Math.Abs(overlap.VolumeDifference), Single);
        Same(expected, "ec", 1 - overlap.Youden, Single);
        double kappa = Number(expected.GetProperty("cohens_kappa"));
        Assert.True(kappa.Equals(overlap.Kappa) || Math.Abs(kappa - overlap.Kappa) < Single, $"kappa: expected {kappa:R}, got {overlap.Kappa:R}");
        if (overlap.OnlyPrediction > 0)
        {
            Same(expected, "lr+", overlap.PositiveLikelihoodRatio, Single);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_meshmetrics_profile_equals_exact_distances_between_voxel_faces(string name)
    {
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.MeshMetrics);
        JsonElement expected = golden.GetProperty("cuberille_exact_meshmetrics_style");
        Same(expected, "hd", ours.Surface.HausdorffMm, Double);
        Same(expected, "hd95", ours.Surface.HausdorffPercentileMm, Double);
        Same(expected, "assd", ours.Surface.AssdMm, Double);
        Same(expected, "masd", ours.Surface.MasdMm, Double);
        SameUpToTies(expected.GetProperty("nsd"), ours.Surface);
        if (ours.Entry.Presence == Presence.Both)
        {
            Same(expected, "area_ref", ours.Surface.ReferenceSurface, Double);
            Same(expected, "area_pred", ours.Surface.PredictionSurface, Double);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_plastimatch_profile_equals_its_boundary_distances(string name)
    {
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.Plastimatch);
        JsonElement expected = golden.GetProperty("plastimatch_1.9.4");
        SameText(expected, "DICE", ours.Entry.Dice);
        if (ours.Entry.Presence != Presence.Both)
        {
            // The tool prints the largest number there is, or stops.
            Assert.False(double.IsFinite(ours.Surface.HausdorffMm) || double.IsFinite(ours.Surface.HausdorffPercentileMm) || double.IsFinite(ours.Surface.MasdMm));
            return;
        }

        if (expected.TryGetProperty("Hausdorff distance (boundary)", out _))
        {
            SurfaceScores surface = ours.Surface;
            SameText(expected, "Hausdorff distance (boundary)", surface.HausdorffMm);
            SameText(expected, "Avg average Hausdorff distance (boundary)", surface.MasdMm);
            SameText(expected, "Max average Hausdorff distance (boundary)", Math.Max(surface.ReferenceToPredictionMm, surface.PredictionToReferenceMm));
        }

        // Of a single distance the tool takes the one before the first, which is no distance.
        if (name != "single_voxels" && expected.TryGetProperty("Percent (0.95) Hausdorff distance (boundary)", out _))
        {
            SameText(expected, "Percent (0.95) Hausdorff distance (boundary)", ours.Surface.HausdorffPercentileMm);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_thicker_boundary_equals_medpy_with_full_connectivity(string name)
    {
        SurfaceConvention thick = MetricProfile.MedPy.Surface! with { Boundary = BoundaryKind.VertexVoxel };
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.MedPy with { Surface = thick });
        if (ours.Entry.Presence == Presence.Both)
        {
            JsonElement expected = golden.GetProperty("panoptica_medpy_style").GetProperty(name == "line2d" ? "conn2" : "conn3");
            Same(expected, "hd", ours.Surface.HausdorffMm, Double);
            Same(expected, "hd95", ours.Surface.HausdorffPercentileMm, Double);
            Same(expected, "assd_mean_of_means", ours.Surface.MasdMm, Double);
            SameAgreement(expected.GetProperty("nsd_mean_fraction"), ours.Surface, Double);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_seg_metrics_profile_equals_pooled_distances_of_the_thicker_boundary_where_masks_keep_off_the_edge(string name)
    {
        (JsonElement golden, CaseScores ours) = Compare(name, MetricProfile.SegMetrics);
        JsonElement tools = golden.GetProperty("panoptica_medpy_style"), expected = tools.GetProperty(name == "line2d" ? "conn2" : "conn3");
        Assert.Equal(2.0 * ours.Entry.Overlap.Both / (ours.Entry.Overlap.Reference + ours.Entry.Overlap.Prediction + 0.001), ours.Entry.Dice, 12);
        if (name is "ell_aniso" or "single_voxels" or "thin_line" or "hollow_pred" or "identical")
        {
            Same(expected, "hd", ours.Surface.HausdorffMm, Double);
            Same(expected, "hd95", ours.Surface.HausdorffPercentileMm, Double);
            Same(expected, "assd_mean_of_means", ours.Surface.MasdMm, Double);
        }
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
        MetricFamilies families = MetricFamilies.Contours | MetricFamilies.Topology;
        var evaluator = new Evaluator(new EvaluationOptions
        {
            Profile = profile,
            TolerancesMm = [.. Tolerances, .. Tolerances.Select(BelowTie)],
            HausdorffPercentiles = [50],
            Labels = [1],
            Families = families,
        });
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
        foreach (SurfaceAgreement agreement in ours.Agreement.Where(IsGolden))
        {
            Same(expected, Key(agreement.ToleranceMm), agreement.Nsd, relative);
        }
    }

    private static void Same(JsonElement expected, string key, double ours, double relative) => Same(Number(expected.GetProperty(key)), ours, relative, key);

    private static void Same(double expected, double ours, double relative, string what) => Assert.True(
        expected.Equals(ours) || Math.Abs(ours - expected) <= relative * Math.Abs(expected), $"{what}: expected {expected:R}, got {ours:R}");

    // Faces whose distance is the tolerance itself agree here; in the golden values they fall on either side by their last bit.
    private static void SameUpToTies(JsonElement expected, SurfaceScores ours)
    {
        foreach (double tolerance in Tolerances)
        {
            double golden = Number(expected.GetProperty(Key(tolerance)));
            double with = At(ours, tolerance), without = At(ours, BelowTie(tolerance));
            Assert.True(double.IsNaN(golden) ? double.IsNaN(with) : golden >= without - Double && golden <= with + Double, $"{tolerance}: {without} to {with}, not {golden}");
        }
    }

    private static bool IsGolden(SurfaceAgreement agreement) => Tolerances.Contains(agreement.ToleranceMm);

    private static double At(SurfaceScores scores, double tolerance) => scores.Agreement.Single(agreement => agreement.ToleranceMm == tolerance).Nsd;

    private static double BelowTie(double tolerance) => tolerance * (1 - 1e-5);

    // Printed with six places after the point.
    private static void SameText(JsonElement expected, string key, double ours)
    {
        double number = double.Parse(expected.GetProperty(key).GetString()!, CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(number - ours) <= 5.1e-7 + (Single * 0.1 * Math.Abs(number)), $"{key}: expected {number:R}, got {ours:R}");
    }

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
