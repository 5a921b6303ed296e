using Vesalius.Analysis.Evaluation;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;

namespace Vesalius.Cli.Evaluation;

/// <summary>What <c>evaluate</c> was asked for.</summary>
internal sealed record EvaluationRequest
{
    public required string Reference { get; init; }

    public required string Prediction { get; init; }

    public required EvaluationOptions Options { get; init; }

    /// <summary>Other predictions of the same cases; null for none.</summary>
    public string? Against { get; init; }

    /// <summary>The file that says which cases belong together; null when every case stands for itself.</summary>
    public string? Groups { get; init; }

    /// <summary>Does what was asked for.</summary>
    public EvaluationOutcome Run(Host host, CancellationToken cancellation)
    {
        IReadOnlyList<CasePair> pairs = Pairs(Prediction);
        IReadOnlyList<CasePair>? others = Against is null ? null : Pairs(Against);
        Func<string, string>? groupOf = Groups is null ? null : Failure.Reading(() => CaseGroups.Read(Groups));
        LabelTable? names = Failure.Reading(() => NamedMaps.NamesIn([.. pairs, .. others ?? []]));
        EvaluationOptions options = Options with { Names = names, NotAnnotated = NotAnnotated(pairs, names, host) };
        EvaluationSummary Evaluated(IReadOnlyList<CasePair> some, string name) =>
            host.Follow(name, progress => FolderEvaluation.Run(some, options, progress, cancellation));
        EvaluatedModel Model(string path, EvaluationSummary summary) => new(NameOf(path), summary, SummaryIntervals.Of(summary, groupOf));
        EvaluatedModel model = Model(Prediction, Evaluated(pairs, "evaluating"));
        EvaluatedModel? rival = others is null ? null : Model(Against!, Evaluated(others, "evaluating the other"));
        bool canCompare = rival is not null
            && rival.Summary.Cases.Select(one => one.Case).Intersect(model.Summary.Cases.Select(one => one.Case)).Any();
        return new EvaluationOutcome(this with { Options = Options with { Names = names } }, pairs, model)
        {
            Rival = rival,
            Comparison = canCompare ? EvaluationComparison.Of(model.Summary, rival!.Summary, groupOf) : null,
        };
    }

    private IReadOnlyList<CasePair> Pairs(string prediction) => (Directory.Exists(Reference), Directory.Exists(prediction)) switch
    {
        (true, true) => Failure.Reading(() => CasePair.Match(Reference, prediction)),
        (false, false) => [new CasePair(VolumeFile.StemOf(Reference), Existing(Reference), Existing(prediction))],
        _ => throw Failure.Usage(
            $"{(Directory.Exists(Reference) ? Reference : prediction)} is a folder and "
            + $"{(Directory.Exists(Reference) ? prediction : Reference)} is not; compare two files or two folders."),
    };

    /// <summary>What the dataset that the reference folder lies in says of structures that nobody annotated.</summary>
    private IReadOnlyDictionary<string, IReadOnlyList<int>> NotAnnotated(IReadOnlyList<CasePair> pairs, LabelTable? names, Host host)
    {
        string folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Reference))) ?? Reference;
        IReadOnlyDictionary<string, IReadOnlyList<int>> found = Directory.Exists(Reference)
            ? PartialAnnotation.ByCase(folder, pairs.Select(pair => pair.Case), names is null ? null : (Reference, names)) : new Dictionary<string, IReadOnlyList<int>>();
        if (found.Count > 0)
        {
            int structures = found.Values.Sum(values => values.Count);
            host.Say($"{folder}: {structures} structure(s) of {found.Count} case(s) were not annotated; they are left out.");
        }

        return found;
    }

    private static string Existing(string path) => File.Exists(path) ? path
        : throw Failure.Unreadable($"{path}: there is no such file. Check the path.");

    /// <summary>The last part of a path, and the one before where the last says little: a model is told by its folder.</summary>
    private static string NameOf(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), name = Path.GetFileName(full);
        string? parent = Path.GetFileName(Path.GetDirectoryName(full));
        return string.IsNullOrEmpty(parent) ? name : $"{parent}/{name}";
    }
}
