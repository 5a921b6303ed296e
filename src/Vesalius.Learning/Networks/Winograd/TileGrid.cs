namespace Vesalius.Learning.Networks.Winograd;

/// <summary>
/// How Winograd's algorithm cuts a "same" padded convolution of stride 1 into tiles. In the plane a tile makes 4×4 outputs from 6×6 inputs
/// (kernel 3); along the depth 2 outputs from 4 inputs (kernel 3), or one from one (kernel 1, also all 2-D images). A tile's inputs, one
/// vector of channels each, become as many "frequencies", in which the convolution is a product per frequency.
/// </summary>
/// <param name="Samples">Images in the batch.</param>
/// <param name="Depth">Slices; 1 in 2-D.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="KernelDepth">3, or 1 where slices do not mix.</param>
internal readonly record struct TileGrid(int Samples, int Depth, int Height, int Width, int KernelDepth)
{
    /// <summary>Outputs of a tile along height and width.</summary>
    public const int Side = 4;

    /// <summary>Inputs of a tile along height and width.</summary>
    public const int InputSide = 6;

    /// <summary>Frequencies of a slice of a tile.</summary>
    public const int PlaneFrequencies = InputSide * InputSide;

    /// <summary>Outputs of a tile along the depth.</summary>
    public int TileDepth => KernelDepth == 3 ? 2 : 1;

    /// <summary>Inputs of a tile along the depth.</summary>
    public int InputDepth => KernelDepth == 3 ? 4 : 1;

    /// <summary>Frequencies of a tile.</summary>
    public int Frequencies => InputDepth * PlaneFrequencies;

    /// <summary>All tiles of the batch.</summary>
    public int Tiles => Samples * Along(Depth, TileDepth) * Along(Height, Side) * Along(Width, Side);

    /// <summary>The first output voxel of a tile.</summary>
    public TilePlace Place(int tile)
    {
        (int rest, int x) = Math.DivRem(tile, Along(Width, Side));
        (rest, int y) = Math.DivRem(rest, Along(Height, Side));
        (int sample, int z) = Math.DivRem(rest, Along(Depth, TileDepth));
        return new TilePlace(sample, z * TileDepth, y * Side, x * Side);
    }

    private static int Along(int size, int tile) => (size + tile - 1) / tile;
}

/// <summary>The first output voxel of a tile.</summary>
internal readonly record struct TilePlace(int Sample, int Z, int Y, int X);
