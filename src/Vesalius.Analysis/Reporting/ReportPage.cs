using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting;

/// <summary>
/// A report as one HTML file that needs nothing beside it: pictures and data are inside, and it prints. The only script is the one that
/// turns surfaces, on pages that have some; they can be read without it. All text is escaped; names from files and patients may hold
/// anything. The same page is written as PDF by its ending.
/// </summary>
/// <param name="Title">What the report is about; the page's heading.</param>
/// <param name="Sections">Its parts, in order.</param>
public sealed record ReportPage(string Title, IReadOnlyList<ReportSection> Sections)
{
    // No '<' or '&' may stand in here: HTML reads a style element as it is.
    private const string Style = """
        :root{color-scheme:light;--ink:#1b2430;--soft:#55606e;--line:#d8dee6;--accent:#1f5fa8}
        *{box-sizing:border-box}
        body{margin:0;background:#fff;color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:64rem;margin:0 auto;padding:1.5rem 1rem 3rem}
        h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}
        h2{font-size:1.25rem;margin:2.25rem 0 .75rem;padding-bottom:.3rem;border-bottom:2px solid var(--line)}
        p{max-width:46rem}
        .lead{color:var(--soft);font-size:1.05rem}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5rem 0;min-width:min(26rem,100%)}
        caption{text-align:left;color:var(--soft);padding:.25rem 0;position:sticky;left:0;max-width:min(60rem,92vw)}
        th,td{padding:.35rem .75rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
        td{white-space:nowrap}
        td small{display:block;color:var(--soft);font-size:.85em}
        th:first-child,td:first-child,.text td,.text th{text-align:left}
        th:first-child,td:first-child{position:sticky;left:0;background:#fff}
        .text td:last-child{white-space:normal;min-width:14rem}
        thead th{border-bottom:2px solid var(--ink)}
        figure{margin:1rem 0;max-width:100%;overflow-x:auto}
        figure img,figure svg{max-width:100%;height:auto;display:block}
        figcaption{color:var(--soft);font-size:.9rem;margin-top:.35rem}
        h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
        nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0}
        a{color:var(--accent)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:1.25rem 0}
        .tiles div{border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem}
        .tiles strong{display:block;font-size:1.5rem;line-height:1.25;font-variant-numeric:tabular-nums}
        .tiles span{display:block;color:var(--soft);font-size:.9rem}
        figure svg{min-width:22rem}
        .side{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:0 1.5rem;align-items:start}
        .side:has(svg){grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr))}
        .side figure{margin:.5rem 0;max-width:32rem}
        .side figure img{width:100%}
        .key{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.5rem 0;font-size:.9rem}
        .key i{display:inline-block;width:.9em;height:.9em;margin-right:.4em;border:1px solid var(--soft);vertical-align:-.1em}
        summary{cursor:pointer;color:var(--accent);padding:.25rem 0}
        h4{font-size:1rem;margin:1.1rem 0 .3rem;color:var(--soft)}
        .scene canvas{display:block;width:100%;height:min(34rem,80vw);border:1px solid var(--line);border-radius:.5rem;touch-action:pan-y;cursor:grab}
        .scene fieldset{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;border:0;padding:.5rem 0;margin:0;font-size:.9rem}
        .scene fieldset label{display:flex;align-items:center;gap:.35rem}
        .scene fieldset i{width:.9em;height:.9em;border:1px solid var(--soft)}
        .scene fieldset input[type=range]{width:6rem}
        .scene.live .still,.scene.live .key{display:none}
        @media(max-width:40rem){th,td{padding:.3rem .5rem;font-size:.9rem}}
        @media print{
        html{font-size:11px}main{max-width:none;padding:0}nav{display:none}a{color:inherit}
        .scroll,figure{overflow:visible}figure svg{min-width:0}th,td{padding:.2rem .4rem}
        caption,th:first-child,td:first-child{position:static}
        h2,h3,h4,caption{break-after:avoid}figure,tr,.tiles{break-inside:avoid}
        .scene canvas,.scene fieldset{display:none}.scene.live .still{display:block}.scene.live .key{display:flex}
        .side{grid-template-columns:repeat(3,1fr);gap:0 .75rem}.side:has(svg){grid-template-columns:repeat(2,1fr)}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        }
        """;

    /// <summary>A sentence or two under the heading, or null.</summary>
    public string? Lead { get; init; }

    /// <summary>The language of the text, as in BCP 47.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whether links to the sections stand above them.</summary>
    public bool HasContents { get; init; }

    /// <summary>The page as HTML.</summary>
    public string ToHtml()
    {
        XElement main = Render();
        var html = new XElement(
            "html",
            new XAttribute("lang", Markup.Clean(Language)),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                Markup.Text("title", Title),
                new XElement("style", Style)),
            new XElement("body", main, SceneScript.IsNeededBy(main) ? SceneScript.Element() : null));
        return "<!DOCTYPE html>\n" + html.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>What stands on the page, as markup.</summary>
    internal XElement Render()
    {
        var main = new XElement(
            "main",
            Markup.Text("h1", Title),
            Lead is null ? null : Markup.Text("p", Lead, "lead"),
            HasContents ? Contents() : null,
            Sections.Select((section, i) => Markup.With(section.Render(), "id", $"section-{i + 1}")));
        Markup.MakeIdsUnique(main);
        return main;
    }

    private XElement Contents() =>
        new("nav", string.Empty, Sections.Select((section, i) => Markup.With(Markup.Text("a", section.Title), "href", $"#section-{i + 1}")));

    /// <summary>
    /// Writes the page as a file, by way of a temporary name beside it: as PDF where the name ends so, as HTML (UTF-8) otherwise.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        string temporary = path + ".partial";
        if (Path.GetExtension(path).Equals(".pdf", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllBytes(temporary, Pdf.PdfPrinter.Print(this));
        }
        else
        {
            File.WriteAllText(temporary, ToHtml());
        }

        File.Move(temporary, path, overwrite: true);
    }
}
