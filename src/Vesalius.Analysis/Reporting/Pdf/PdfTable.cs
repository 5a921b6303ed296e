using System.Xml.Linq;

namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>
/// A table within the width of a sheet: smaller letters first, then cells of several lines; where even that does not do, further columns
/// follow in a table of their own with the first column again.
/// </summary>
internal sealed class PdfTable
{
    private const double Padding = 5, LongestWord = 150, Leading = 1.3;

    private static readonly double[] Sizes = [8.5, 7.5, 6.75];

    private readonly PdfSheets sheets;
    private readonly string caption;
    private readonly bool isText;
    private readonly bool hasHead;
    private readonly PdfCell[][] rows;

    /// <summary>The table of an element.</summary>
    public PdfTable(PdfSheets sheets, XElement table)
    {
        this.sheets = sheets;
        caption = table.Element("caption")?.Value ?? string.Empty;
        isText = (string?)table.Attribute("class") == "text";
        hasHead = table.Element("thead") is not null;
        PdfCell[][] read =
        [
            [.. table.Elements("thead").Elements("tr").Take(1).Elements("th")
                .Select(cell => new PdfCell(cell.Value, string.Empty, PdfFont.Bold))],
            .. table.Elements("tbody").Elements("tr").Select(row => row.Elements("td").Select(PdfCell.Of).ToArray()),
        ];
        int columns = read.Max(row => row.Length);
        rows = [.. read.Select(row =>
            (PdfCell[])[.. row, .. Enumerable.Repeat(new PdfCell("", "", PdfFont.Regular), columns - row.Length)])];
    }

    /// <summary>How tall its beginning is, which is not parted: the caption, the head and the first row below it.</summary>
    public double Beginning
    {
        get
        {
            double tall = PdfText.Wrapped(caption, PdfStyle.Small.Font, PdfStyle.Small.Size, PdfSheets.Width).Count
                * PdfStyle.Small.Leading + 2;
            if (rows[0].Length == 0)
            {
                return tall;
            }

            int[] shown = [.. Part(1, Size)];
            double[] widths = Widths(shown, Size);
            double[] first = [.. rows.Take(hasHead ? 2 : 1)
                .Select(row => Tall(Lines(row, shown, widths, Size).Max(cell => cell.Count), Size))];
            return tall + first[0] + Math.Max(first[1..].Sum(), hasHead ? BelowHead(Size) : 0);
        }
    }

    private double Size => Sizes.FirstOrDefault(one =>
        Enumerable.Range(0, rows[0].Length).Sum(column => Natural(column, one)) <= PdfSheets.Width, Sizes[^1]);

    /// <summary>Lays it out.</summary>
    public void Add()
    {
        int columns = rows[0].Length;
        sheets.Need(Beginning);
        sheets.Write(caption, PdfStyle.Small, 2);
        if (columns == 0)
        {
            return;
        }

        double size = Size;
        for (int from = 1; from == 1 || from < columns;)
        {
            int[] shown = [.. Part(from, size)];
            Print(shown, Widths(shown, size), size);
            from += Math.Max(1, shown.Length - 1);
            sheets.Gap(8);
        }
    }

    /// <summary>The first column, and those from one on that fit beside it.</summary>
    private IEnumerable<int> Part(int from, double size)
    {
        double used = Least(0, size);
        yield return 0;
        for (int column = from; column < rows[0].Length; column++)
        {
            used += Least(column, size);
            if (used > PdfSheets.Width && column > from)
            {
                yield break;
            }

            yield return column;
        }
    }

    private double[] Widths(int[] columns, double size)
    {
        double[] natural = [.. columns.Select(column => Natural(column, size))], least = [.. columns.Select(column => Least(column, size))];
        double spare = PdfSheets.Width - least.Sum(), wish = natural.Sum() - least.Sum();
        double share = wish <= 0 ? 0 : Math.Clamp(spare / wish, 0, 1);
        return [.. natural.Zip(least, (wide, narrow) => narrow + share * (wide - narrow))];
    }

    private double Natural(int column, double size) => 2 * Padding + rows.Max(row => row[column].Natural(size));

    private double Least(int column, double size) => 2 * Padding + rows.Max(row => Math.Min(LongestWord, row[column].LongestWord(size)));

    private void Print(int[] columns, double[] widths, double size)
    {
        if (hasHead)
        {
            PrintRow(rows[0], columns, widths, size, isHead: true);
        }

        foreach (PdfCell[] row in rows[1..])
        {
            PrintRow(row, columns, widths, size, isHead: false);
        }
    }

    private void PrintRow(PdfCell[] row, int[] columns, double[] widths, double size, bool isHead)
    {
        List<(string Text, PdfStyle Style)>[] cells = Lines(row, columns, widths, size);
        double leading = size * Leading;
        int perSheet = (int)((PdfSheets.Bottom - PdfSheets.Top) / leading) - 4, lines = cells.Max(cell => cell.Count);
        for (int first = 0; first == 0 || first < lines; first += perSheet)
        {
            double tall = Tall(Math.Min(perSheet, lines - first), size);
            if (sheets.Need(tall + (isHead ? BelowHead(size) : 0)) && hasHead && !isHead)
            {
                PrintRow(rows[0], columns, widths, size, isHead: true);
            }

            double x = PdfSheets.Left;
            for (int i = 0; i < columns.Length; i++)
            {
                bool toTheLeft = columns[i] == 0 || isText;
                Cell([.. cells[i].Skip(first).Take(perSheet)], (x, widths[i]), leading, toTheLeft);
                x += widths[i];
            }

            sheets.Advance(tall);
            sheets.Page.Line([(PdfSheets.Left, sheets.Y - 1), (x, sheets.Y - 1)], isHead ? "#1b2430" : "#d8dee6", isHead ? 1 : 0.5);
        }
    }

    private static List<(string Text, PdfStyle Style)>[] Lines(PdfCell[] row, int[] columns, double[] widths, double size) =>
        [.. columns.Select((column, i) => row[column].Lines(widths[i] - 2 * Padding + 0.01, size))];

    /// <summary>What a head asks for below itself.</summary>
    private static double BelowHead(double size) => 2 * size * Leading;

    private static double Tall(int lines, double size) => lines * size * Leading + 4;

    private void Cell((string Text, PdfStyle Style)[] lines, (double X, double Width) column, double leading, bool toTheLeft)
    {
        double y = sheets.Y;
        foreach ((string text, PdfStyle style) in lines)
        {
            double width = PdfText.Width(text, style.Font, style.Size);
            sheets.Page.Text(text, toTheLeft ? column.X + Padding : column.X + column.Width - Padding - width, y + style.Size + 1, style);
            y += leading;
        }
    }
}
