namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>The code blocks of a band that belong to one precinct, and the trees that tell when they first appear.</summary>
internal sealed class Precinct
{
    public Precinct(Band band, Rectangle area, (int X, int Y) block)
    {
        Band = band;
        Cells = area.Cells(block.X, block.Y);
        Blocks = new CodeBlock[Cells.IsEmpty ? 0 : Cells.Width * Cells.Height];
        for (int i = 0; i < Blocks.Length; i++)
        {
            int x = Cells.X0 + i % Cells.Width, y = Cells.Y0 + i / Cells.Width;
            Blocks[i] = new CodeBlock(new Rectangle(x << block.X, y << block.Y, (x + 1) << block.X, (y + 1) << block.Y).Intersect(area));
        }

        if (Blocks.Length > 0)
        {
            Inclusion = new TagTree(Cells.Width, Cells.Height);
            ZeroPlanes = new TagTree(Cells.Width, Cells.Height);
        }
    }

    public Band Band { get; }

    /// <summary>Which cells of the grid of code blocks.</summary>
    public Rectangle Cells { get; }

    /// <summary>The blocks, row by row.</summary>
    public CodeBlock[] Blocks { get; }

    public TagTree? Inclusion { get; }

    public TagTree? ZeroPlanes { get; }
}
