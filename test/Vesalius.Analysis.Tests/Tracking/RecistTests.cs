using Vesalius.Analysis.Tracking.Response;

namespace Vesalius.Analysis.Tests.Tracking;

public sealed class RecistTests
{
    private const string Partial = "RECIST 1.1, 4.3.1: PR is a decrease of at least 30 % from the baseline sum";
    private const string Progression = "RECIST 1.1, 4.3.1: PD is an increase of at least 20 % over the smallest sum on study, "
        + "and of at least 5 mm";
    private const string Nadir = "RECIST 1.1, 4.3.1: the smallest sum on study includes the baseline sum";
    private const string Complete = "RECIST 1.1, 4.3.1: CR is the disappearance of all targets, nodes below 10 mm short axis";
    private const string Nodes = "RECIST 1.1, 4.3.2: nodes keep their short axis in the sum, even when they are normal";
    private const string Small = "RECIST 1.1, 4.3.2: too small to measure is 5 mm";
    private const string Split = "RECIST 1.1, 4.3.2: fragments of a lesion are added; coalesced lesions have one longest diameter";
    private const string Missing = "RECIST 1.1, 4.4.2: missing targets make a visit not evaluable, unless the rest proves progression";
    private const string Table1 = "RECIST 1.1, table 1";
    private const string Table2 = "RECIST 1.1, table 2";
    private const string NewLesion = "RECIST 1.1, 4.3.5: new lesions";
    private const string Eortc = "EORTC, questions and clarifications on RECIST 1.1: PR is kept until PD";
    private const string Reappear = "RECIST 1.1 and EORTC clarifications: lesions that reappear";

    private static readonly RecistCase[] Table =
    [
        new("exactly -30 % is partial", Partial, "L", "100 / 70", "PR"),
        new("-29.9 % is stable", Partial, "L", "100 / 70.1", "SD"),
        new("-30 % of a sum with tenths", Partial, "LL", "33.3 22.2 / 20.0 18.85", "PR"),
        new("a tenth of a hundredth above -30 %", Partial, "LL", "33.3 22.2 / 20.0 18.851", "SD"),
        new("-30 % of three lesions", Partial, "LLL", "10 20 30 / 7 14 21", "PR"),
        new("one lesion grows, the sum shrinks by 30 %", Partial, "LL", "40 60 / 50 20", "PR"),
        new("-50 % is partial", Partial, "L", "40 / 20", "PR"),
        new("no change is stable", Partial, "L", "25 / 25", "SD"),
        new("exactly +20 % and more than 5 mm", Progression, "L", "100 / 120", "PD"),
        new("+19.9 % is stable", Progression, "L", "100 / 119.9", "SD"),
        new("exactly +20 % and exactly 5 mm", Progression, "L", "25 / 30", "PD"),
        new("+20 % but only 4.9 mm", Progression, "L", "24.5 / 29.4", "SD"),
        new("5 mm but less than 20 %", Progression, "L", "26 / 31", "SD"),
        new("+40 % but only 4 mm", Progression, "L", "10 / 14", "SD"),
        new("+50 % and 5 mm", Progression, "L", "10 / 15", "PD"),
        new("+20 % of tenths that binary fractions miss", Progression, "LLL", "12.1 12.1 12.1 / 14.52 14.52 14.52", "PD"),
        new("baseline is the nadir when the sum never fell", Nadir, "L", "50 / 55 / 59.9", "SD SD"),
        new("slow growth is measured from baseline as nadir", Nadir, "L", "50 / 55 / 60", "SD PD"),
        new("growth after response is measured from the nadir", Nadir, "L", "100 / 50 / 60", "PR PD"),
        new("growth after response of less than 20 % stays partial", Nadir, "L", "100 / 50 / 59.9", "PR PR"),
        new("progression from the nadir while still below baseline", Nadir, "L", "100 / 40 / 65", "PR PD"),
        new("nadir of a stable phase", Nadir, "L", "100 / 80 / 96", "SD PD"),
        new("the nadir is not the last visit", Nadir, "L", "100 / 50 / 58 / 60", "PR PR PD"),
        new("small nadir needs 5 mm", Nadir, "L", "20 / 8 / 12.9", "PR PR"),
        new("small nadir and 5 mm", Nadir, "L", "20 / 8 / 13", "PR PD"),
        new("progression wins over partial response", Nadir, "L", "100 / 10 / 20", "PR PD"),
        new("all targets gone", Complete, "LL", "30 20 / 0 0", "CR"),
        new("one of two targets gone", Complete, "LL", "30 20 / 0 20", "PR"),
        new("node below 10 mm counts as gone", Complete, "N", "20 / 9.9", "CR"),
        new("node of exactly 10 mm does not", Complete, "N", "20 / 10", "PR"),
        new("lesions gone and node below 10 mm", Complete, "LN", "30 18 / 0 8", "CR"),
        new("lesions gone and node of 10 mm", Complete, "LN", "30 18 / 0 10", "PR"),
        new("nodes gone, lesion left", Complete, "LN", "30 18 / 12 0", "PR"),
        new("complete response holds with a sum above zero", Nodes, "NN", "20 20 / 9 9 / 9 9", "CR CR"),
        new("normal nodes growing past 20 % and 5 mm progress", Nodes, "NN", "20 20 / 6 6 / 9 9", "CR PD"),
        new("a node back at 12 mm after 8 mm has grown 4 mm only", Nodes, "N", "20 / 8 / 12", "CR PR"),
        new("a node back at 13 mm after 8 mm", Nodes, "N", "20 / 8 / 13", "CR PD"),
        new("nodes and lesions share one sum", Nodes, "LN", "50 20 / 34 15", "PR"),
        new("too small counts as 5 mm", Small, "LL", "20 20 / s 20", "PR"),
        new("too small is not gone", Small, "L", "12 / s", "PR"),
        new("too small in both of two", Small, "LL", "12 12 / s s", "PR"),
        new("a measured 3 mm stays 3 mm", Small, "LL", "20 20 / 3 24.9", "PR"),
        new("too small node is normal", Small, "N", "16 / s", "CR"),
        new("fragments are added", Split, "L", "40 / 15+13", "PR"),
        new("fragments that add up to growth", Split, "L", "40 / 25+23", "PD"),
        new("coalesced lesions have one diameter", Split, "LL", "20 20 / 42 m1", "SD"),
        new("coalesced lesions that grew by 20 %", Split, "LL", "20 20 / 48 m1", "PD"),
        new("coalesced lesions that vanish", Split, "LL", "20 20 / 30 m1 / 0 0", "SD CR"),
        new("missing target", Missing, "LL", "30 30 / 30 -", "NE"),
        new("missing target though the rest shrinks", Missing, "LL", "30 30 / 5 -", "NE"),
        new("missing target and the rest proves progression", Missing, "LL", "30 30 / 72 -", "PD"),
        new("a partial sum is no nadir", Missing, "LL", "30 30 / 10 - / 30 30", "NE SD"),
        new("all targets missing", Missing, "L", "30 / -", "NE"),
        new("missing target with a new lesion", Missing, "LL", "30 30 / 30 - | new", "PD"),
        new("missing target with persisting non-targets", Table1, "LL", "30 30 | P / 30 - | P", "NE"),
        new("CR and CR", Table1, "L", "30 | P / 0 | C", "CR"),
        new("CR and persisting", Table1, "L", "30 | P / 0 | P", "PR"),
        new("CR and not evaluated", Table1, "L", "30 | P / 0 | ?", "PR"),
        new("PR and persisting", Table1, "L", "30 | P / 20 | P", "PR"),
        new("PR and not evaluated", Table1, "L", "30 | P / 20 | ?", "PR"),
        new("PR and complete non-targets", Table1, "L", "30 | P / 20 | C", "PR"),
        new("SD and persisting", Table1, "L", "30 | P / 30 | P", "SD"),
        new("SD and not evaluated", Table1, "L", "30 | P / 30 | ?", "SD"),
        new("PD whatever the non-targets", Table1, "L", "30 | P / 40 | C", "PD"),
        new("unequivocal progression of non-targets", Table1, "L", "30 | P / 15 | U", "PD"),
        new("CR and unequivocal progression", Table1, "L", "30 | P / 0 | U", "PD"),
        new("non-targets only: CR", Table2, "", " | P / | C", "CR"),
        new("non-targets only: persisting", Table2, "", " | P / | P", "NN"),
        new("non-targets only: not evaluated", Table2, "", " | P / | ?", "NE"),
        new("non-targets only: progression", Table2, "", " | P / | U", "PD"),
        new("non-targets only: new lesion", Table2, "", " | P / | C | new", "PD"),
        new("no disease at baseline and none now", Table2, "", " / ", "NED"),
        new("no disease at baseline and a new lesion", Table2, "", " / | new", "PD"),
        new("a new lesion beats a complete response", NewLesion, "L", "30 / 0 | new", "PD"),
        new("a new lesion beats stable disease", NewLesion, "L", "30 / 30 | new", "PD"),
        new("an equivocal new lesion does not decide", NewLesion, "L", "30 / 20 | new?", "PR"),
        new("strict: a response is lost above 70 % of baseline", Eortc, "L", "100 / 70 / 70 / 80 / 80", "PR PR SD SD"),
        new("EORTC: a response is kept above 70 % of baseline", Eortc, "L", "100 / 70 / 70 / 80 / 80", "PR PR PR PR", "eortc"),
        new("EORTC: kept until 20 % over the nadir", Eortc, "L", "100 / 70 / 83.9 / 84", "PR PR PD", "eortc"),
        new("EORTC: 165, 63, 65", Eortc, "L", "165 / 63 / 65", "PR PR", "eortc"),
        new("EORTC: without a response nothing is kept", Eortc, "L", "100 / 75 / 80", "SD SD", "eortc"),
        new("EORTC: a missing target is not covered up", Eortc, "LL", "50 50 / 30 30 / 40 -", "PR NE", "eortc"),
        new("reappearance after complete response", Reappear, "LL", "30 20 / 0 0 / 3 0", "CR PD"),
        new("reappearance after partial response joins the sum", Reappear, "LL", "80 20 / 50 0 / 50 4", "PR PR"),
        new("EORTC: after an unconfirmed complete response", Reappear, "LL", "30 20 / 0 0 / 3 0", "CR PR", "eortc"),
        new("EORTC: after a confirmed complete response", Reappear, "LL", "30 20 / 0 0 / 0 0 / 3 0", "CR CR PD", "eortc"),
        new("reappearance of 5 mm is progression by arithmetic", Reappear, "L", "30 / 0 / 5", "CR PD", "eortc"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_response_is_the_one_the_rules_give(int row) =>
        Assert.Equal($"{Table[row]}: {Table[row].Expected}", $"{Table[row]}: {Table[row].Assessed()}");

    [Fact]
    public void The_table_is_long_and_says_each_thing_once()
    {
        Assert.InRange(Table.Length, 60, int.MaxValue);
        Assert.Equal(Table.Length, Table.Select(row => row.Rule).Distinct().Count());
    }

    [Fact]
    public void A_visit_before_baseline_makes_no_nadir()
    {
        TargetLesion[] targets = [new("1")];
        RecistVisit[] visits = [.. new[] { 20m, 40m, 45m }.Select(length => Visit(length))];
        IReadOnlyList<RecistAssessment> course = Recist.Assess(targets, visits, new RecistOptions { BaselineVisit = 1 });
        Assert.Equal(40, course[2].Nadir);
        Assert.Equal(ResponseCategory.Stable, course[2].Overall);
        Assert.Equal(ResponseCategory.Progressive, Recist.Assess(targets, visits)[2].Overall);
    }

    [Fact]
    public void Confirmed_new_lesions_date_progression_back()
    {
        IReadOnlyList<RecistAssessment> course = new RecistCase("", "", "L", "30 / 30 / 30|new? / 30|new? / 30|new", "").Assess();
        Assert.Equal(2, Recist.ProgressionVisit(course));
    }

    [Fact]
    public void Growth_of_targets_is_not_dated_back() =>
        Assert.Equal(2, Recist.ProgressionVisit(new RecistCase("", "", "L", "30 / 30|new? / 60", "").Assess()));

    [Fact]
    public void A_target_without_a_length_at_baseline_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RecistCase("", "", "LL", "30 - / 30 30", "").Assess());
        Assert.Contains("'2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reason_names_the_numbers_that_decided() =>
        Assert.StartsWith("sum 60 mm is 10 mm (+20 %) above the nadir 50 mm",
            new RecistCase("", "", "L", "100 / 50 / 60", "").Assess()[2].Reason, StringComparison.Ordinal);

    private static RecistVisit Visit(decimal length) =>
        new(new Dictionary<string, TargetReading> { ["1"] = new TargetReading.Measured(length) });
}
