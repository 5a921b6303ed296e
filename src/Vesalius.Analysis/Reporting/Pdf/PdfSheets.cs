namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>Sheets of A4 that are filled from above; lengths in points of 1/72 inch.</summary>
internal sealed class PdfSheets
{
    /// <summary>The size of a sheet, and where what is printed lies on it.</summary>
    public const double FullWidth = 595.28, Height = 841.89, Left = 45, Width = FullWidth - 2 * Left, Top = 45, Bottom = Height - 52;

    private readonly List<PdfCanvas> pages = [new(Height)];

    /// <summary>The sheets so far.</summary>
    public IReadOnlyList<PdfCanvas> Pages => pages;

    /// <summary>The pictures on them.</summary>
    public List<PngPicture> Pictures { get; } = [];

    /// <summary>The sheet that is being filled.</summary>
    public PdfCanvas Page => pages[^1];

    /// <summary>How far it is filled.</summary>
    public double Y { get; private set; } = Top;

    /// <summary>Whether nothing stands on the sheet yet.</summary>
    public bool IsFresh => Y <= Top;

    /// <summary>Goes on to the next sheet unless so much room is left; whether it did.</summary>
    public bool Need(double room)
    {
        if (Y + room <= Bottom || IsFresh)
        {
            return false;
        }

        pages.Add(new PdfCanvas(Height));
        Y = Top;
        return true;
    }

    /// <summary>Leaves so much room used or empty; at the head of a sheet nothing is left empty.</summary>
    public void Advance(double room) => Y += room;

    /// <summary>Leaves room between blocks, but not at the head of a sheet.</summary>
    public void Gap(double room) => Y += IsFresh ? 0 : room;

    /// <summary>Writes running text; lines that do not fit go on on the next sheet.</summary>
    public void Write(string text, PdfStyle style, double after)
    {
        foreach (string line in PdfText.Wrapped(text, style.Font, style.Size, Width))
        {
            Need(style.Leading);
            Page.Text(line, Left, Y + style.Size, style);
            Advance(style.Leading);
        }

        Gap(after);
    }
}
