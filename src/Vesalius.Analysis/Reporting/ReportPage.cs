using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// A report as one HTML file that needs nothing beside it: pictures and data are inside, there is no script to run, and it prints. All text
/// is escaped; names from files and patients may hold anything.
/// </summary>
/// <param name="Title">What the report is about; the page's heading.</param>
/// <param name="Sections">Its parts, in order.</param>
public sealed record ReportPage(string Title, IReadOnlyList<ReportSection> Sections)
{
    // No '<' or '&' may stand in here: HTML reads a style element as it is.
    private const string Style = """
        :root{color-scheme:light;--ink:#1b2430;--soft:#55606e;--line:#d8dee6;--accent:#1f5fa8}
        *{box-sizing:border-box}
        body{margin:0;background:#fff;color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem 3rem}
        h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}
        h2{font-size:1.25rem;margin:2.25rem 0 .75rem;padding-bottom:.3rem;border-bottom:2px solid var(--line)}
        p{max-width:46rem}
        .lead{color:var(--soft);font-size:1.05rem}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5rem 0}
        caption{text-align:left;color:var(--soft);padding:.25rem 0}
        th,td{padding:.35rem .75rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
        th:first-child,td:first-child{text-align:left}
        thead th{border-bottom:2px solid var(--ink)}
        figure{margin:1rem 0;max-width:100%}
        figure img,figure svg{max-width:100%;height:auto;display:block}
        figcaption{color:var(--soft);font-size:.9rem;margin-top:.35rem}
        @media print{main{max-width:none;padding:0}h2{break-after:avoid}figure,tr{break-inside:avoid}}
        """;

    /// <summary>A sentence or two under the heading, or null.</summary>
    public string? Lead { get; init; }

    /// <summary>The language of the text, as in BCP 47.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The page as HTML.</summary>
    public string ToHtml()
    {
        var html = new XElement(
            "html",
            new XAttribute("lang", Markup.Clean(Language)),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                Markup.Text("title", Title),
                new XElement("style", Style)),
            new XElement(
                "body",
                new XElement("main", Markup.Text("h1", Title), Lead is null ? null : Markup.Text("p", Lead, "lead"), Sections.Select(section => section.Render()))));
        return "<!DOCTYPE html>\n" + html.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>Writes the page as a UTF-8 file, by way of a temporary name beside it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        string temporary = path + ".partial";
        File.WriteAllText(temporary, ToHtml());
        File.Move(temporary, path, overwrite: true);
    }
}
