namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>One resolution of a tile's component: its bands and its grid of precincts (ISO/IEC 15444-1, B.5 to B.7).</summary>
internal sealed class Resolution
{
    private readonly (int X, int Y) precinct;
    private readonly (int X, int Y) block;
    private readonly Precinct[]?[] precincts;
    private readonly int[] layersRead;

    /// <param name="index">0 for the smallest picture.</param>
    /// <param name="area">Where it lies, in its own coordinates.</param>
    /// <param name="style">How the component is coded.</param>
    /// <param name="bands">Its bands: one at resolution 0, three above.</param>
    public Resolution(int index, Rectangle area, CodingStyle style, Band[] bands)
    {
        (Index, Area, Bands) = (index, area, bands);
        precinct = style.Precinct(index);
        int halving = index == 0 ? 0 : 1;
        block = (Math.Min(style.Block.X, precinct.X - halving), Math.Min(style.Block.Y, precinct.Y - halving));
        Cells = area.Cells(precinct.X, precinct.Y);
        int count = Cells.IsEmpty ? 0 : checked(Cells.Width * Cells.Height);
        precincts = new Precinct[count][];
        layersRead = new int[count];
    }

    public int Index { get; }

    public Rectangle Area { get; }

    public Band[] Bands { get; }

    /// <summary>Which cells of the grid of precincts.</summary>
    public Rectangle Cells { get; }

    public int Precincts => precincts.Length;

    /// <summary>The logarithms of a precinct's size.</summary>
    public (int X, int Y) PrecinctSize => precinct;

    /// <summary>The precincts that were begun.</summary>
    public IEnumerable<Precinct> Begun => precincts.Where(bands => bands is not null).SelectMany(bands => bands!);

    /// <summary>The next layer of a precinct is counted; false where that layer was read already.</summary>
    public bool TryBegin(int index, int layer)
    {
        if (layersRead[index] > layer)
        {
            return false;
        }

        layersRead[index] = layer + 1;
        return true;
    }

    /// <summary>The part of each band that belongs to a precinct, made when first asked for.</summary>
    public Precinct[] At(int index) => precincts[index] ??= Make(Cells.X0 + index % Cells.Width, Cells.Y0 + index / Cells.Width);

    private Precinct[] Make(int x, int y)
    {
        // Above resolution 0 bands are half as wide and high as the resolution they make.
        int halving = Index == 0 ? 0 : 1, logX = precinct.X - halving, logY = precinct.Y - halving;
        var cell = new Rectangle(Edge(x, logX), Edge(y, logY), Edge(x + 1L, logX), Edge(y + 1L, logY));
        return Array.ConvertAll(Bands, band => new Precinct(band, band.Area.Intersect(cell), block));

        static int Edge(long index, int log) => (int)Math.Min(int.MaxValue, index << log);
    }
}
