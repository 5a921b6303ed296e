using System.CommandLine;
using System.Text.Json;
using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Reporting;
using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Response;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Tracking;
using Vesalius.Imaging.Registration;

namespace Vesalius.Cli.Verbs;

/// <summary><c>track BASELINE FOLLOWUP…</c>: how lesions change over time.</summary>
internal static class TrackVerb
{
    private static readonly Argument<string> Baseline =
        new("baseline") { Description = "The label map of the first visit; its scan with --model." };
    private static readonly Argument<string[]> FollowUps =
        new("followup") { Description = "Those of later visits, in order of time.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string[]> Images =
        new("--image") { Description = "The scan of a visit; once for each, in their order." };
    private static readonly Option<string?> Dates = new("--dates") { Description = "The day of each visit: 2026-01-31,2026-03-28." };
    private static readonly WordOption<RegistrationKind> Register =
        new("--register", "Lay the scans over the first one before matching.");
    private static readonly Option<string?> Model =
        new("--model") { Description = "The visits are scans; segment them with this model first." };
    private static readonly Option<string?> SaveLabels =
        new("--save-labels") { Description = "With --model: the folder that gets the label maps." };
    private static readonly Option<string?> Mask =
        new("--mask") { Description = "Compare scans only inside this mask of the first one: the brain, the body without the table." };
    private static readonly Option<string[]> Transforms = new("--transforms")
    {
        Description = "Maps from the first visit's points to each later one's, as ITK text files in order.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> SaveTransforms =
        new("--save-transforms") { Description = "The folder that gets the maps that registration finds, as ITK text files." };
    private static readonly Option<string?> SaveChanges = new("--save-changes")
    {
        Description = "Compare the scans too, inside --mask, and keep where they became brighter (1) or darker (2), per visit.",
    };

    private static readonly Option<bool> Deformable =
        new("--deformable") { Description = "Let the body change its shape too: a smooth deformation on top of the linear map." };
    private static readonly Option<string?> Corrections = new("--corrections") { Description = "Matches that a person decided, as JSON." };
    private static readonly Option<int[]> Labels =
        new("--labels") { Description = "The label values that are lesions: 1,2. All by default.", CustomParser = LabelList.Parse };
    private static readonly Option<double[]?> Targets =
        OptionParsing.Numbers("--targets", "The lesions to measure for RECIST, by number; the largest by default.");
    private static readonly Option<double[]?> Tolerance =
        OptionParsing.Numbers("--tolerance", "How far apart, in mm, a lesion's outlines may lie at two visits; 5 by default.", 1);
    private static readonly Option<string> Reading = new Option<string>("--reading")
    {
        Description = "How RECIST is read after a partial response: each visit by itself, or carried forward as EORTC does.",
        DefaultValueFactory = _ => "strict",
    }.AcceptOnlyFromAmong("strict", "eortc");

    private static readonly Option<int> MinimumLesion = new("--minimum-lesion")
    {
        Description = "Connected parts with fewer voxels are no lesions.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> Report = new("--report") { Description = "Write an HTML page that needs nothing beside it." };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("track", "Change over time: lesions matched over visits, growth with its error, response by RECIST 1.1.")
        {
            Baseline, FollowUps, Model, SaveLabels, Images, Dates, Register, Mask, Deformable, Transforms, SaveTransforms, SaveChanges,
            Corrections, Labels, Targets, Tolerance, Reading, MinimumLesion, Report,
        }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        var request = new TrackRequest
        {
            Files = new VisitFiles
            {
                Paths = [parsed.GetRequiredValue(Baseline), .. parsed.GetRequiredValue(FollowUps)],
                Images = parsed.GetValue(Images) ?? [],
                Dates = TrackRequest.ParseDates(parsed.GetValue(Dates)),
                Model = parsed.GetValue(Model),
                SaveTo = parsed.GetValue(SaveLabels),
            },
            Registration = new VisitRegistration
            {
                Kind = Register.In(parsed),
                Files = parsed.GetValue(Transforms) ?? [],
                Mask = parsed.GetValue(Mask),
                IsDeformable = parsed.GetValue(Deformable),
                SaveTo = parsed.GetValue(SaveTransforms),
            },
            Changes = new VisitChanges(parsed.GetValue(SaveChanges)),
            Corrections = parsed.GetValue(Corrections),
            Options = Options(parsed),
        };
        TrackedSeries series = request.Run(host, cancellation);
        Timeline timeline = series.Timeline;
        RecistTimeline recist = Response(timeline, parsed);
        if (timeline.Tracks.Count == 0)
        {
            host.Warn("there is no lesion at any visit.");
        }

        TrackDocument document = TrackDocument.Of(series, recist);
        if (parsed.GetValue(Report) is { } page)
        {
            var report = new TimelineReport { Numbers = JsonSerializer.SerializeToElement(document, Json.Options) };
            Failure.Writing(page, () => report.Of(timeline, recist).Write(page));
        }

        host.WriteJson(document);
        TrackTable.Show(host, series, recist);
        return ExitCode.Done;
    }

    private static TrackingOptions Options(ParseResult parsed)
    {
        if (parsed.GetValue(MinimumLesion) is < 1 and var minimum)
        {
            throw Failure.Usage($"--minimum-lesion is a number of voxels, 1 or more; {minimum} came.");
        }

        var options = new TrackingOptions
        {
            Measurement = new MeasurementOptions
            {
                Labels = parsed.GetValue(Labels) is { Length: > 0 } values ? values : null,
                MinimumLesionVoxels = parsed.GetValue(MinimumLesion),
            },
        };
        return parsed.GetValue(Tolerance) switch
        {
            [>= 0 and < 1000 and var tolerance] => options with { ToleranceMm = tolerance },
            [var other, ..] => throw Failure.Usage($"--tolerance is a length from 0 to 1000 mm; {other} came."),
            _ => options,
        };
    }

    private static RecistTimeline Response(Timeline timeline, ParseResult parsed)
    {
        var options = new TimelineResponseOptions
        {
            Recist = parsed.GetValue(Reading) == "eortc" ? RecistOptions.Eortc : new RecistOptions(),
            Targets = parsed.GetValue(Targets) is { Length: > 0 } numbers ? [.. numbers.Select(number => (int)number)] : null,
        };
        try
        {
            return TimelineResponse.Recist(timeline, options);
        }
        catch (ArgumentException e) when (options.Targets is not null)
        {
            throw Failure.Usage(ErrorMapping.MessageOf(e));
        }
    }
}
