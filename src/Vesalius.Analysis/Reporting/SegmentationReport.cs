using System.Text.Json;
using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Reporting;

/// <summary>A report on how well scans were segmented: scores, pictures in three planes, volumes against the truth, and how learning went.</summary>
/// <param name="Label">The value of the structure of interest: pictures go through its largest part, volumes are its.</param>
/// <param name="Window">The intensities shown from black to white.</param>
public sealed record SegmentationReport(int Label, IntensityWindow Window)
{
    /// <summary>The page's heading.</summary>
    public string Title { get; init; } = "Segmentation report";

    /// <summary>A sentence or two under the heading.</summary>
    public string? Lead { get; init; }

    /// <summary>How learning went: epoch and loss.</summary>
    public IReadOnlyList<(double X, double Y)> Loss { get; init; } = [];

    /// <summary>How learning went: epoch and Dice of the validation scans.</summary>
    public IReadOnlyList<(double X, double Y)> ValidationDice { get; init; } = [];

    /// <summary>The page about the given cases and their scores.</summary>
    /// <exception cref="GridMismatchException">Labels lie on another grid than their scan.</exception>
    public ReportPage Of(IReadOnlyList<SegmentedCase> cases, EvaluationSummary scores)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(scores);
        IEnumerable<ReportSection> sections = [Scores(scores), Volumes(cases), .. cases.Select(Pictures), Learning()];
        return new ReportPage(Title, [.. sections.Where(section => section.Blocks.Count > 0)]) { Lead = Lead };
    }

    /// <summary>
    /// One case in three planes through the middle of the largest slice of the structure: the scan, and over it the truth as an outline in
    /// white and the prediction filled in the labels' colours.
    /// </summary>
    public IReadOnlyList<(SlicePlane Plane, RgbPicture Picture)> PlanesOf(SegmentedCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        one.Scan.Grid.Expect(one.Truth.Grid, $"the truth of {one.Name}");
        one.Scan.Grid.Expect(one.Prediction.Grid, $"the prediction of {one.Name}");
        LabelMap white = new(one.Truth.Layers, new LabelTable(one.Truth.Table.Select(label => label with { Color = new Rgb(255, 255, 255) })));
        int[] middle = MiddleOf(one.Truth);
        return [.. Enum.GetValues<SlicePlane>().Select(plane =>
        {
            int index = middle[AxisAcross(one.Scan.Grid, plane)];
            RgbPicture picture = SlicePicture.Of(one.Scan, plane, index, Window, PictureScale.PixelMm(one.Scan.Grid));
            picture = SlicePicture.WithLabels(picture, one.Prediction, plane, index, new OverlayStyle(0.4, 0.4));
            return (plane, SlicePicture.WithLabels(picture, white, plane, index, OverlayStyle.Outline));
        })];
    }

    private static int AxisAcross(Grid grid, SlicePlane plane)
    {
        // The voxel axis nearest to the anatomical one the plane is cut across: z for axial, y for coronal, x for sagittal.
        double Along(int axis)
        {
            WorldVector step = grid.Affine.Step(axis).Normalized;
            return Math.Abs(plane switch { SlicePlane.Axial => step.Z, SlicePlane.Coronal => step.Y, _ => step.X });
        }

        return Enumerable.Range(0, 3).MaxBy(Along);
    }

    /// <summary>A voxel in the slice where the structure is largest; the middle of the grid when it is nowhere.</summary>
    private int[] MiddleOf(LabelMap labels)
    {
        if (labels.Table.FirstOrDefault(label => label.Value == Label) is not { } wanted)
        {
            return [labels.Grid.Size.X / 2, labels.Grid.Size.Y / 2, labels.Grid.Size.Z / 2];
        }

        Volume<bool> mask = labels.Mask(wanted);
        Size3 size = mask.Size;
        int slice = Enumerable.Range(0, size.Z).MaxBy(z => mask.Slice(z).Count(true));
        int[] found = [.. Enumerable.Range(0, size.X * size.Y).Where(i => mask.Array[i + slice * size.X * size.Y])];
        return found.Length == 0
            ? [size.X / 2, size.Y / 2, size.Z / 2]
            : [(int)found.Average(i => i % size.X), (int)found.Average(i => i / size.X), slice];
    }

    private ReportSection Pictures(SegmentedCase one) => new(
        one.Name,
        new ReportBlock.Key([.. one.Prediction.Table.Select(label => (label.Color, label.Name))]),
        new ReportBlock.Side([.. PlanesOf(one).Select(view => new ReportBlock.Picture(
            view.Picture.ToPng(), $"{one.Name}, {view.Plane.ToString().ToLowerInvariant()}: prediction filled, truth outlined in white"))]));

    private static ReportSection Scores(EvaluationSummary scores) => new(
        "Agreement with the truth",
        new ReportBlock.Table(
            "Dice of each structure over the cases",
            ["structure", "cases", "mean", "sd", "median", "least", "greatest"],
            [.. scores.Labels.Select(label => new[]
            {
                label.Name, $"{label.Dice.Defined}", Shown(label.Dice.Mean), Shown(label.Dice.StandardDeviation), Shown(label.Dice.Median),
                Shown(label.Dice.Minimum), Shown(label.Dice.Maximum),
            })]),
        new ReportBlock.Drawing(
            new BoxPlot([.. scores.Labels.Select(label => (label.Name, (IReadOnlyList<double>)[.. label.Cases.Select(one => one.Dice)]))])
            {
                Title = "Dice by structure", YTitle = "Dice",
            },
            "Dice by structure: quartiles, extremes, and each case"),
        new ReportBlock.Json("scores", JsonSerializer.SerializeToElement(scores.Labels.Select(label => new
        {
            label = label.Label,
            name = label.Name,
            meanDice = double.IsFinite(label.Dice.Mean) ? label.Dice.Mean : (double?)null,
        }))));

    private ReportSection Volumes(IReadOnlyList<SegmentedCase> cases)
    {
        (string Name, double Measured, double True)[] volumes = [.. cases.Select(one =>
            (one.Name, MillilitresOf(one.Prediction), double.IsNaN(one.TrueVolumeMl) ? MillilitresOf(one.Truth) : one.TrueVolumeMl))];
        string name = cases.SelectMany(one => one.Truth.Table).FirstOrDefault(label => label.Value == Label)?.Name ?? $"label {Label}";
        var points = new PlotSeries(string.Empty, [.. volumes.Select(one => (one.True, one.Measured))]);
        return new ReportSection(
            $"Volume of {name}",
            new ReportBlock.Table(
                "Measured against true volume",
                ["case", "true (ml)", "measured (ml)", "difference (ml)", "difference (%)"],
                [.. volumes.Select(one => new[]
                {
                    one.Name, Shown(one.True, 2), Shown(one.Measured, 2), Shown(one.Measured - one.True, 2), Shown(100 * (one.Measured - one.True) / one.True, 1),
                })]),
            new ReportBlock.Drawing(
                new ScatterPlot(points) { Title = $"Volume of {name}", XTitle = "true (ml)", YTitle = "measured (ml)", ShowsEquality = true },
                "Each case; on the dashed line both volumes agree"),
            new ReportBlock.Drawing(
                ScatterPlot.BlandAltman($"Agreement of the volume of {name}", "ml", volumes.Select(one => (one.Measured, one.True))),
                "Bland–Altman plot: mean difference and limits of agreement"));
    }

    /// <summary>How learning went: loss on the left axis, Dice of the validation scans on the right.</summary>
    public LineChart LearningCurve => new(new PlotSeries("loss", Loss), new PlotSeries("validation Dice", ValidationDice) { OnUnitAxis = true })
    {
        Title = "Training curve", XTitle = "epoch", YTitle = "loss",
    };

    private ReportSection Learning() => new(
        "Training",
        Loss.Count == 0
            ? []
            : [new ReportBlock.Drawing(LearningCurve, "Training loss (left axis) and Dice of the validation scans (right axis)")]);

    private double MillilitresOf(LabelMap labels) => labels.Layers.Sum(layer => layer.Array.Count(voxel => voxel == Label)) * labels.Grid.VoxelVolumeMm3 / 1000;

    private static string Shown(double value, int digits = 3) => Figures.Of(value, digits);
}
