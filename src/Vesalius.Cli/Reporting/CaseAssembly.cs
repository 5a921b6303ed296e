using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Reporting;

/// <summary>Puts the files of a case together to a report.</summary>
internal sealed record CaseAssembly(CaseFiles Files, Host Host)
{
    /// <summary>The page's heading; null for the name of the first scan.</summary>
    public string? Title { get; init; }

    /// <summary>Who was examined, where the files do not tell it or not to everyone; null for what they tell.</summary>
    public string? Patient { get; init; }

    /// <summary>Models that segmented, beside those among the files.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Reads and measures everything.</summary>
    public (CaseReport Report, CaseDocument Document) Read(CancellationToken cancellation)
    {
        var scans = CasePairs.Read(Files, Host, cancellation);
        (string, string)[] facts = [.. Facts([.. scans.Select(one => one.Facts).OfType<DicomFacts>()])];
        string title = Title ?? (scans.Count == 1 ? $"Report on {scans[0].Scan.Name}" : "Report");
        string[] models = [.. Models.Concat(Files.Models).Concat(NamedModels()).Select(Path.GetFullPath).Distinct()];
        ReportSection[] results = [.. Results()];
        string created = Host.Time.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var document = new CaseDocument(
            title, created, facts.ToDictionary(fact => fact.Item1, fact => fact.Item2),
            [.. scans.Select(one => CaseDocument.Of(one.Labels, one.Image, one.Facts?.Date, one.Scan.Structures))],
            models, [.. results.Select(section => section.Title)]);
        var report = new CaseReport
        {
            Title = title,
            Facts = [.. facts, ("this page was made", created)],
            Models = [.. models.Select(ModelFacts.Of)],
            Scans = [.. scans.Select(one => one.Scan)],
            Results = results,
            Numbers = JsonSerializer.SerializeToElement(document, Json.Options),
            Footer = [Footer([.. scans.SelectMany(one => new[] { one.Labels, one.Image }).OfType<string>()])],
        };
        return (report, document);
    }

    /// <summary>What holds of all scans stands once; what differs, as the dates of visits, is listed.</summary>
    private IEnumerable<(string Name, string Value)> Facts(IReadOnlyList<DicomFacts> scans)
    {
        if (Patient is not null)
        {
            yield return ("patient", Patient);
        }

        foreach (IGrouping<string, string> fact in scans.SelectMany(one => one.Facts).GroupBy(fact => fact.Name, fact => fact.Value))
        {
            if (Patient is null || fact.Key is not ("patient" or "patient's number" or "born"))
            {
                yield return (fact.Key, string.Join("; ", fact.Distinct()));
            }
        }

        if (scans.SelectMany(one => one.Facts).Where(fact => fact.Name is "patient's number").Distinct().Count() > 1)
        {
            Host.Warn("the scans have different patients' numbers; check that they belong to one case.");
        }
    }

    private IEnumerable<ReportSection> Results()
    {
        foreach ((_, EarlierPage page) in Files.Reports)
        {
            yield return page.ToSection();
        }

        JsonElement[] inside = [.. Files.Reports.SelectMany(one => one.Page.Numbers.Values)];
        foreach ((string path, JsonElement document) in Files.Documents.Where(one =>
            !inside.Any(known => JsonElement.DeepEquals(known, one.Document))))
        {
            yield return ResultDocument.Of(Path.GetFileName(path), document)!;
        }

        if (Files.Pictures.Count > 0)
        {
            yield return new ReportSection("Pictures", new ReportBlock.Side([.. Files.Pictures.Select(path =>
                new ReportBlock.Picture(Failure.Reading(() => File.ReadAllBytes(path)), Path.GetFileName(path)))]));
        }
    }

    /// <summary>The models that documents name and that are still there.</summary>
    private IEnumerable<string> NamedModels() => Files.Documents
        .Select(one => ResultDocument.ModelOf(one.Document))
        .OfType<string>()
        .Where(path => File.Exists(Path.Combine(path, "plan.json")));

    private static string Footer(string[] scans)
    {
        string version = Assembly.GetExecutingAssembly()
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        string files = scans.Length == 0 ? string.Empty : $"Files: {string.Join(", ", scans.Select(Path.GetFileName))}. ";
        return $"{files}Vesalius {version}. The numbers of this page are inside it as JSON, in the element with the id “report”.";
    }
}
