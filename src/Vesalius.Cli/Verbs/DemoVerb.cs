using System.CommandLine;
using Spectre.Console;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Demonstration;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Phantoms;
using Vesalius.Imaging.Pictures;
using Vesalius.Learning;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;

namespace Vesalius.Cli.Verbs;

/// <summary><c>demo</c>: the main job on phantom patients with known truth: draw, train, segment unseen ones, evaluate, measure, report.</summary>
internal static class DemoVerb
{
    private const int UnseenCount = 3;
    private const int TumourLabel = 4;

    private static readonly Option<string> Output = new("--output", "-o") { Description = "Where the files go.", DefaultValueFactory = _ => "vesalius-demo" };

    private static readonly Option<double> Minutes = new("--minutes") { Description = "How long to train.", DefaultValueFactory = _ => 3 };

    // Voxels of 3 × 3 × 4 mm average the noise of some 12 HU that a pixel of 0.8 mm has, and are too coarse for small tumours and for spikes.
    private static readonly PhantomOptions Scanned = new()
    {
        TumourVolumeMl = new PhantomRange(15, 80),
        SpiculatedShare = 0,
        NoiseHu = new PhantomRange(4, 7),
    };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("demo", "The main job on phantom patients with known truth; no data needed.") { Output, Minutes }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        if (parsed.GetValue(Minutes) <= 0)
        {
            throw Failure.Usage("--minutes takes a number above 0.");
        }

        var folder = new DemoFolder(parsed.GetRequiredValue(Output));
        folder.Create();
        var dataset = new PhantomDataset(FirstSeed: 1, Training: 46, Validation: 2) { Options = Scanned };
        host.Follow("drawing phantom patients", progress => dataset.Write(folder.Dataset, progress, cancellation));
        List<EpochReport> epochs = Train(host, folder, parsed.GetValue(Minutes), cancellation);
        using Segmenter segmenter = Segmenter.Load(new ModelFolder(folder.Model));
        IReadOnlyList<SegmentedCase> cases = host.Follow(
            "segmenting unseen patients", progress => UnseenPatients.Segment(folder, segmenter, dataset, UnseenCount, progress, cancellation));
        EvaluationSummary scores = FolderEvaluation.Run(folder.UnseenLabels, folder.Predictions, new EvaluationOptions(), null, cancellation);
        Report(folder, cases, scores, epochs);
        Tell(host, folder, cases, scores);
        return ExitCode.Done;
    }

    private static List<EpochReport> Train(Host host, DemoFolder folder, double minutes, CancellationToken cancellation)
    {
        // Small patches: in two minutes many small steps learn more than a few large ones.
        var request = new TrainingRequest
        {
            Dataset = folder.Dataset,
            Output = folder.Model,
            Budget = new TrainingBudget.OfMinutes(minutes),
            PlannerOptions = new PlannerOptions { Features = 16, MaxPatchVoxels = 40 * 40 * 24 },
        };
        TrainingJob job = host.Follow("reading scans", progress => TrainingJob.Open(request, progress, cancellation));
        host.Follow("preparing scans", progress => job.Prepare(progress, cancellation));
        return host.Follow("training a U-Net", progress => job.Train(new StepProgress(progress), cancellation).ToList());
    }

    private static void Report(DemoFolder folder, IReadOnlyList<SegmentedCase> cases, EvaluationSummary scores, IReadOnlyList<EpochReport> epochs)
    {
        var report = new SegmentationReport(TumourLabel, IntensityWindow.SoftTissue)
        {
            Title = "Vesalius demo",
            Lead = "Phantom patients with known truth. The network learned from other phantoms; none of these was seen in training. "
                + "Phantoms are easier than patients: these figures show that the method works, not how well it does in a clinic.",
            Loss = [.. epochs.Select(epoch => ((double)epoch.Epoch, epoch.Loss))],
            ValidationDice = [.. epochs.Where(epoch => epoch.ValidationDice is not null).Select(epoch => ((double)epoch.Epoch, epoch.ValidationDice!.Value))],
        };
        foreach (SegmentedCase one in cases)
        {
            foreach ((SlicePlane plane, RgbPicture picture) in report.PlanesOf(one))
            {
                picture.WritePng(Path.Combine(folder.Pictures, $"{one.Name}_{plane.ToString().ToLowerInvariant()}.png"));
            }
        }

        File.WriteAllText(Path.Combine(folder.Pictures, "training.svg"), report.LearningCurve.ToSvg());
        report.Of(cases, scores).Write(folder.Report);
    }

    private static void Tell(Host host, DemoFolder folder, IReadOnlyList<SegmentedCase> cases, EvaluationSummary scores)
    {
        var dice = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Dice on unseen patients") };
        dice.AddColumns("structure", "mean", "worst", "scans");
        foreach (LabelSummary label in scores.Labels)
        {
            dice.AddRow(Markup.Escape(label.Name), $"{label.Dice.Mean:0.000}", $"{label.Dice.Minimum:0.000}", $"{label.Dice.Defined}");
        }

        (string Name, double True, double Measured, double Diameter)[] tumours = [.. cases.Select(one =>
        {
            StructureMeasurement? found = Measurement.Of(one.Prediction).FirstOrDefault(structure => structure.Label.Value == TumourLabel);
            return (one.Name, one.TrueVolumeMl, found?.Whole.VolumeMl ?? 0, found?.Lesions.Max(lesion => lesion.SliceDiameters?.Longest.LengthMm) ?? double.NaN);
        })];
        var volumes = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Tumours: measured against the truth") };
        volumes.AddColumns("scan", "true ml", "measured ml", "difference", "longest axial mm");
        foreach (var (name, truth, measured, diameter) in tumours)
        {
            volumes.AddRow(name, $"{truth:0.00}", $"{measured:0.00}", truth > 0 ? $"{100 * (measured - truth) / truth:+0.0;-0.0} %" : "–", $"{diameter:0.0}");
        }

        host.Write(dice);
        host.Write(volumes);
        host.Write($"Pictures and numbers on one page: {Path.GetFullPath(folder.Report)}");
        host.WriteJson(new
        {
            Report = Path.GetFullPath(folder.Report),
            Dice = scores.Labels.ToDictionary(label => label.Name, label => label.Dice.Mean),
            scores.MeanDice,
            Tumours = tumours.Select(one => new { Case = one.Name, TrueVolumeMl = one.True, MeasuredVolumeMl = one.Measured, LongestAxialDiameterMm = one.Diameter }),
        });
    }
}
