using System.Globalization;
using Vesalius.Analysis.Tracking.Response;

namespace Vesalius.Analysis.Tests.Tracking;

/// <summary>
/// A course in shorthand. Targets: a letter each, L lesion, N node. Visits are divided by '/'; a reading is millimetres, "12+9" fragments,
/// 0 absent, s too small, m1 merged into the first target, - not assessed. After '|': C, P, U, ? for non-targets (complete, persisting,
/// unequivocal progression, not evaluated), new or new? for new lesions. Expected: one category per visit after baseline.
/// </summary>
public sealed record RecistCase(string Rule, string Source, string Targets, string Visits, string Expected, string Reading = "strict")
{
    private static readonly Dictionary<ResponseCategory, string> Names = new()
    {
        [ResponseCategory.Complete] = "CR",
        [ResponseCategory.Partial] = "PR",
        [ResponseCategory.Minor] = "MR",
        [ResponseCategory.Stable] = "SD",
        [ResponseCategory.Progressive] = "PD",
        [ResponseCategory.NotEvaluable] = "NE",
        [ResponseCategory.NonCompleteNonProgressive] = "NN",
        [ResponseCategory.NoDisease] = "NED",
    };

    public static string Name(ResponseCategory category) => Names[category];

    public string Assessed() => string.Join(' ', Assess().Skip(1).Select(assessment => Name(assessment.Overall)));

    public IReadOnlyList<RecistAssessment> Assess()
    {
        TargetLesion[] targets = [.. Targets.Select((kind, i) => new TargetLesion($"{i + 1}", kind == 'N'))];
        RecistOptions options = Reading == "eortc" ? RecistOptions.Eortc : new RecistOptions();
        return Recist.Assess(targets, [.. Visits.Split('/').Select(visit => Visit(visit, targets))], options);
    }

    public override string ToString() => Rule;

    private static RecistVisit Visit(string text, TargetLesion[] targets)
    {
        string[] parts = text.Split('|', StringSplitOptions.TrimEntries);
        string[] words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(targets.Length, words.Length);
        return new RecistVisit(
            targets.Zip(words).ToDictionary(pair => pair.First.Id, pair => Read(pair.Second)),
            parts.Skip(1).Select(NonTargets).FirstOrDefault(status => status != NonTargetStatus.None),
            parts.Contains("new") ? NewLesionStatus.Unequivocal : parts.Contains("new?") ? NewLesionStatus.Equivocal
                : NewLesionStatus.None);
    }

    private static NonTargetStatus NonTargets(string word) => word switch
    {
        "C" => NonTargetStatus.Complete,
        "P" => NonTargetStatus.Persisting,
        "U" => NonTargetStatus.UnequivocalProgression,
        "?" => NonTargetStatus.NotEvaluated,
        _ => NonTargetStatus.None,
    };

    private static TargetReading Read(string word) => word switch
    {
        "0" => new TargetReading.Absent(),
        "s" => new TargetReading.TooSmall(),
        "-" => new TargetReading.NotAssessed(),
        ['m', ..] => new TargetReading.MergedInto(word[1..]),
        _ => new TargetReading.Measured([.. word.Split('+').Select(number => decimal.Parse(number, CultureInfo.InvariantCulture))]),
    };
}
