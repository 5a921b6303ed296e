using System.Text.Json;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Learning;
using Vesalius.Learning.Models;
using Vesalius.Learning.Training;

namespace Vesalius.Cli.Training;

/// <summary>What <c>train --report</c> writes: how learning went, what came of it, and why it was done so.</summary>
internal sealed record TrainingHtml(TrainingJob Job, IReadOnlyList<EpochReport> Epochs)
{
    /// <summary>The first patches.</summary>
    public IReadOnlyList<ReportBlock.Picture> Patches { get; init; } = [];

    /// <summary>The scores of the validation scans; null without any.</summary>
    public EvaluationSummary? Validation { get; init; }

    /// <summary>The worst validation scans as pictures.</summary>
    public IReadOnlyList<EvaluatedCasePictures> WorstCases { get; init; } = [];

    /// <summary>The page.</summary>
    public ReportPage ToPage()
    {
        string name = Path.GetFileName(Job.Folder.Path);
        ReportSection[] scores = Validation is not { Cases.Count: > 0 } validation ? [] :
        [
            .. new EvaluationPage(new EvaluatedModel(name, validation, SummaryIntervals.Of(validation)), EvaluationOptions)
            {
                WorstCases = WorstCases,
            }.ToPage().Sections,
        ];
        return new ReportPage($"Training of {name}", [Learning(), .. scores, .. TrustSection.Of(Job.Folder.ReadCalibration(Job.Plan)), Shown(), Reasons()]) { Lead = Lead(), HasContents = true };
    }

    private static EvaluationOptions EvaluationOptions => new() { Profile = MetricProfile.DeepMind with { Surface = null } };

    private string Lead() =>
        $"{Job.Dataset.Training.Count} cases to learn from, {Job.Dataset.Validation.Count} to validate on. {Epochs.Count} epochs "
        + $"in {(Epochs.Count > 0 ? Epochs[^1].Seconds / 60 : 0):0.0} minutes.";

    private ReportSection Learning() => new(
        "How learning went",
        new ReportBlock.Drawing(Curve, "Loss of each epoch (left axis), and mean Dice of whole validation scans on the working grid (right axis)"),
        new ReportBlock.Table("Where the time went", ["", "seconds", "share"], [.. TimeRows()]),
        new ReportBlock.Paragraph($"The slowest step took {Epochs.Select(epoch => epoch.Times.SlowestStep).DefaultIfEmpty().Max():0.00} s."),
        new ReportBlock.Json("epochs", JsonSerializer.SerializeToElement(Epochs, Json.Options)));

    private LineChart Curve => new(
        new PlotSeries("loss", [.. Epochs.Select(epoch => ((double)epoch.Epoch, epoch.Loss))]),
        new PlotSeries("validation Dice", [.. Epochs.Where(epoch => epoch.ValidationDice is not null).Select(epoch => ((double)epoch.Epoch, epoch.ValidationDice!.Value))])
        {
            OnUnitAxis = true,
        })
    {
        Title = "Training curve", XTitle = "epoch", YTitle = "loss",
    };

    // Epochs of earlier runs that this one resumed are not in the list: times are those of this run.
    private IEnumerable<string[]> TimeRows()
    {
        double network = Epochs.Sum(epoch => epoch.Times.Network), waiting = Epochs.Sum(epoch => epoch.Times.Waiting);
        double validation = Epochs.Sum(epoch => epoch.Times.Validation);
        double all = network + waiting + validation;
        return from row in new[] { ("network", network), ("waiting for patches", waiting), ("validation", validation) }
               select new[] { row.Item1, $"{row.Item2:0.0}", all > 0 ? $"{100 * row.Item2 / all:0.0} %" : "–" };
    }

    private ReportSection Shown() => new(
        "Patches as the network saw them",
        Patches.Count == 0 ? [] :
        [
            new ReportBlock.Paragraph("The first patches of the run, varied at random as in training; structures are outlined, the slice with most of them is shown."),
            new ReportBlock.Side([.. Patches]),
        ]);

    private ReportSection Reasons() => new(
        "The plan and its reasons",
        [
            .. Job.Reasons.Select(sentence => new ReportBlock.Paragraph(sentence)),
            new ReportBlock.Fold("The whole plan", new ReportBlock.Paragraph(ModelFolder.ToJson(Job.Plan))),
            new ReportBlock.Fold("The training plan", new ReportBlock.Paragraph(ModelFolder.ToJson(Job.TrainingPlan))),
        ]);
}
