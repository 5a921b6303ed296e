using System.CommandLine;
using Spectre.Console;
using Vesalius.Analysis.Detection;
using Vesalius.Cli.Detection;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Verbs;

/// <summary><c>detect MODEL IMAGE</c>: findings in images, and with references how good they are.</summary>
internal static class DetectVerb
{
    private static readonly Argument<string[]> Paths = new("paths")
    {
        Description = "MODEL and IMAGE (a file or a folder); neither with --probabilities.",
        Arity = new ArgumentArity(0, 2),
    };

    private static readonly Option<string?> Probabilities = new("--probabilities")
    {
        Description = "A folder of CASE_STRUCTURE files, as 'predict --probabilities' writes them, in place of a model. Needs --labels.",
    };

    private static readonly Option<string?> Labels = new("--labels")
    {
        Description = "References: per case a folder of masks, one per structure, or a label map. Findings are evaluated against them.",
    };

    private static readonly Option<string?> Groups = new(
        "--groups") { Description = "A table of cases and patients (case, group): intervals are over patients." };
    private static readonly Option<double?> Threshold = new(
        "--threshold") { Description = "Pixels of at least this probability belong to findings; 0.5 if not said." };
    private static readonly Option<double?> MinimumScore = new(
        "--minimum-score") { Description = "Tell only findings with at least this score." };
    private static readonly Option<double> MinimumSize = new(
        "--minimum-size") { Description = "Leave out smaller findings: mm², in volumes mm³." };
    private static readonly WordOption<FindingScore> Score = new("--score",
        "Which figure of a finding's pixels is its score; maximum if not said.");
    private static readonly Option<bool> Fill = new("--fill-holes") { Description = "What a finding encloses belongs to it." };
    private static readonly Option<string?> SavePoint = new("--save-operating-point")
    {
        Description = "Write the threshold and, by structure, the score of the best F1 (mask IoU 0.5). For validation cases only.",
    };

    private static readonly Option<string?> UsePoint = new("--operating-point") { Description = "Use what --save-operating-point wrote; the model's own if not said." };
    private static readonly Option<string?> Picture = new(
        "--picture") { Description = "Also draw the findings: a PNG file, or a folder for several images." };
    private static readonly Option<string?> Report = new("--report") { Description = "Also write a page: report.html, or .pdf." };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("detect", "Findings in images with contour, box and score; FROC and AP against references.")
    {
        Paths, Probabilities, Labels, Groups, Threshold, MinimumScore, MinimumSize, Score, Fill, SavePoint, UsePoint, Picture, Report,
    }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        OperatingPoint? point = PointOf(parsed, host);
        FindingOptions options = OptionsOf(parsed, point);
        ReferenceMasks? references = parsed.GetValue(Labels) is { } folder ? new ReferenceMasks(folder) : null;
        Func<string, string>? groupOf = parsed.GetValue(Groups) is { } groups ? Failure.Reading(() => CaseGroups.Read(groups)) : null;
        var cases = new List<DetectDocument.CasePart>();
        var page = new DetectReport();
        var found = new Dictionary<string, List<DetectionCase>>(StringComparer.Ordinal);
        foreach (DetectionImage image in Images(parsed, references, cancellation))
        {
            var structures = new List<(string Structure, int Label, IReadOnlyList<Finding> Findings)>();
            foreach ((Label label, Volume<float> probability) in image.Structures)
            {
                double least = parsed.GetValue(MinimumScore) ?? point?.MinimumScore.GetValueOrDefault(label.Name) ?? 0;
                IReadOnlyList<Finding> findings = [.. FindingSearch.In(probability, label,
                    options).Where(finding => finding.Score >= least)];
                structures.Add((label.Name, label.Value, findings));
                if (references is not null)
                {
                    IReadOnlyList<FindingRegion> there = FindingRegion.PartsOf(references.Of(image.Case, label, probability.Grid));
                    found.TryAdd(label.Name, []);
                    found[label.Name].Add(new DetectionCase(image.Case, there, findings) { Group = groupOf?.Invoke(image.Case) });
                }
            }

            cases.Add(DetectDocument.Of(image.Case, structures));
            Finding[] all = [.. structures.SelectMany(one => one.Findings)];
            Draw(parsed, image, all);
            if (parsed.GetValue(Report) is not null)
            {
                page.Add(image, all);
            }
        }

        EvaluatedStructure[]? evaluation = references is null ? null
            : [.. found.Select(pair => EvaluatedStructure.Of(pair.Key, pair.Value))];
        SaveOperatingPoint(parsed, options, evaluation);
        if (cases.Count == 0)
        {
            throw Failure.Unreadable("no image was found that has labels; check that both are called alike.");
        }

        var document = new DetectDocument(options.Threshold, cases)
        {
            Model = parsed.GetValue(Paths) is [var model, _] ? Path.GetFullPath(model) : null,
            Evaluation = evaluation,
        };
        if (parsed.GetValue(Report) is { } report)
        {
            page.Write(report, document);
        }

        host.WriteJson(document);
        Show(host, cases, evaluation);
        return ExitCode.Done;
    }

    // Where findings are evaluated no score is left out: FROC and AP run over all of them.
    private static OperatingPoint? PointOf(ParseResult parsed, Host host)
    {
        if (parsed.GetValue(UsePoint) is { } file)
        {
            return OperatingPointFile.Read(file);
        }

        bool isChosen = parsed.GetValue(Labels) is not null || parsed.GetValue(Threshold) is not null || parsed.GetValue(MinimumScore) is not null;
        if (isChosen || parsed.GetValue(Paths) is not [var model, _] || new ModelFolder(model).OperatingPointPath is var path && !File.Exists(path))
        {
            return null;
        }

        host.Say($"{path}: findings are told from the scores on that were best on validation; --minimum-score 0 tells all.");
        return OperatingPointFile.Read(path);
    }

    private static IEnumerable<DetectionImage> Images(ParseResult parsed, ReferenceMasks? references, CancellationToken cancellation)
    {
        string[] paths = parsed.GetValue(Paths) ?? [];
        if (parsed.GetValue(Probabilities) is { } folder)
        {
            return paths.Length == 0 && references is not null
                ? ProbabilityFiles.Of(folder, references.Cases)
                : throw Failure.Usage("--probabilities stands in place of MODEL and IMAGE, and needs --labels.");
        }

        return paths is [var model, var input]
            ? ModelImages.Of(model, input, one => references?.Has(one) ?? true, cancellation)
            : throw Failure.Usage($"detect takes MODEL and IMAGE, or --probabilities and --labels; {paths.Length} path(s) came.");
    }

    private static FindingOptions OptionsOf(ParseResult parsed, OperatingPoint? point)
    {
        double threshold = parsed.GetValue(Threshold) ?? point?.Threshold ?? 0.5, size = parsed.GetValue(MinimumSize);
        if (!(threshold > 0 && threshold <= 1))
        {
            throw Failure.Usage($"--threshold lies above 0 and is 1 at most; {threshold} came.");
        }

        if (!(size >= 0))
        {
            throw Failure.Usage($"--minimum-size is 0 or more; {size} came.");
        }

        return new FindingOptions { Threshold = threshold, MinimumSize = size, FillsHoles = parsed.GetValue(Fill),
            Score = Score.In(parsed) ?? FindingScore.Maximum };
    }

    private static void SaveOperatingPoint(ParseResult parsed, FindingOptions options, EvaluatedStructure[]? evaluation)
    {
        if (parsed.GetValue(SavePoint) is { } path)
        {
            EvaluatedStructure[] known = evaluation ?? throw Failure.Usage("--save-operating-point chooses on references: give --labels.");
            OperatingPointFile.Write(path, new OperatingPoint(options.Threshold, known
                .Where(one => one.Criteria[0].BestF1 is { F1: > 0 })
                .ToDictionary(one => one.Name, one => one.Criteria[0].BestF1!.Value.Threshold)));
        }
    }

    private static void Draw(ParseResult parsed, DetectionImage image, IReadOnlyList<Finding> findings)
    {
        if (parsed.GetValue(Picture) is not { } path)
        {
            return;
        }

        if (image.Image is not { Size.Z: 1 } film)
        {
            throw Failure.Usage("--picture draws 2-D images that a model was given; volumes and bare probabilities cannot be drawn.");
        }

        string target = path.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? path : Path.Combine(path, image.Case + ".png");
        Failure.Writing(target, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
            FindingPicture.Of(film, findings).WritePng(target);
        });
    }

    private static void Show(Host host, IReadOnlyList<DetectDocument.CasePart> cases, EvaluatedStructure[]? evaluation)
    {
        if (evaluation is null)
        {
            foreach (DetectDocument.CasePart one in cases)
            {
                host.Write($"{one.Case}: {string.Join("; ", one.Structures.Select(s => $"{s.Name} {s.Findings.Count} finding(s), image score {s.ImageScore:0.00}"))}");
            }

            return;
        }

        Table table = new Table().Border(TableBorder.Simple);
        foreach (string name in (string[])["structure", "images", "references", "AUROC", "criterion", "AP", "mean sensitivity",
            "at 1 false/image", "greatest"])
        {
            table.AddColumn(name);
        }

        static string Text(EvaluatedStructure.Figure figure) =>
            double.IsNaN(figure.Value) ? "–" : double.IsNaN(figure.Lower) ? $"{figure.Value:0.000}"
                : $"{figure.Value:0.000} ({figure.Lower:0.000}–{figure.Upper:0.000})";
        foreach (EvaluatedStructure one in evaluation)
        {
            foreach ((int i, EvaluatedStructure.ByCriterion by) in one.Criteria.Index())
            {
                table.AddRow(
                    i == 0 ? Markup.Escape(one.Name) : "", i == 0 ? $"{one.PositiveImages} of {one.Images}" : "",
                        i == 0 ? $"{one.References}" : "",
                    i == 0 ? Text(one.Auroc) : "", by.Criterion, Text(by.AveragePrecision), Text(by.MeanSensitivity),
                        Text(by.Froc[3].Sensitivity),
                    $"{by.GreatestSensitivity:0.000}");
            }
        }

        host.Write(table);
    }
}
