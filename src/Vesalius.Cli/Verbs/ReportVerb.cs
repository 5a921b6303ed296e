using System.CommandLine;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Reporting;

namespace Vesalius.Cli.Verbs;

/// <summary><c>report CASE…</c>: everything about a case on one page.</summary>
internal static class ReportVerb
{
    private static readonly Argument<string[]> Case = new("case")
    {
        Description = "Scans, label maps, model folders, and pages and JSON documents of other verbs: files, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "The page to write: report.html; with the ending .pdf as PDF.",
        Required = true,
    };

    private static readonly Option<string?> PdfFile = new("--pdf") { Description = "Also write the page as PDF." };
    private static readonly Option<string[]> Labels =
        new("--labels") { Description = "A label map that does not say it is one, such as a PNG." };
    private static readonly Option<string[]> Model = new("--model") { Description = "The folder of the model that segmented." };
    private static readonly Option<string?> Title = new("--title") { Description = "The heading." };
    private static readonly Option<string?> Patient = new("--patient")
    {
        Description = "Who was examined, in place of the name, number and birth date in DICOM files.",
    };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("report", "Everything about a case on one page: sizes, pictures, surfaces to turn, change, margins, the model.")
        {
            Case, Output, PdfFile, Labels, Model, Title, Patient,
        }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        string output = parsed.GetRequiredValue(Output);
        Check(output, ".html", ".htm", ".pdf");
        if (parsed.GetValue(PdfFile) is { } wanted)
        {
            Check(wanted, ".pdf");
        }

        CaseFiles files = CaseFiles.Of(parsed.GetRequiredValue(Case), parsed.GetValue(Labels) ?? [], output);
        files.Passed.ForEach(host.Detail);
        var assembly = new CaseAssembly(files, host)
        {
            Title = parsed.GetValue(Title), Patient = parsed.GetValue(Patient), Models = parsed.GetValue(Model) ?? [],
        };
        (CaseReport report, CaseDocument document) = assembly.Read(cancellation);
        if (report.Scans.Count + report.Results.Count + report.Models.Count == 0)
        {
            throw Failure.Unreadable("there is nothing to report: no label map, no page or document of vesalius, no model was found. "
                + "A label map in a format that does not mark it as one is named with --labels.");
        }

        ReportPage page = report.ToPage(cancellation);
        foreach (string path in new[] { output, parsed.GetValue(PdfFile) }.OfType<string>())
        {
            Failure.Writing(path, () => page.Write(path));
        }

        host.WriteJson(document);
        host.Write($"{output}: {string.Join(", ", page.Sections.Select(section => section.Title))}");
        return ExitCode.Done;
    }

    private static void Check(string path, params string[] endings)
    {
        if (!endings.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            throw Failure.Usage($"{path}: a page is written with the ending {string.Join(" or ", endings)}; choose one of these.");
        }
    }
}
