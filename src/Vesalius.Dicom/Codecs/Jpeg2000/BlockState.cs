using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// What is known of the coefficients of a code block. Blocks are coded in stripes of four rows; one number holds the state of a stripe's
/// column of four coefficients.
/// </summary>
/// <remarks>
/// Bits 0 to 17 of a column: which coefficients of the six rows and three columns around it are significant, row by row, so that a
/// shift by three times the row gives the 3 × 3 neighbourhood of a coefficient. Bits 18 to 21: was it coded in this bit plane. Bits 22 to
/// 25: was it refined before. Signs stand apart: bits 0 to 5 for the row above, the four rows, and the row below.
/// </remarks>
internal sealed class BlockState
{
    public const uint Neighbours = 0x3FFFF;
    public const int VisitedBit = 18;
    public const uint AllVisited = 0xFu << VisitedBit;
    public const int RefinedBit = 22;
    public const uint AllSignificant = 0x2490;

    /// <summary>The neighbours in a 3 × 3 neighbourhood.</summary>
    public const uint Around = 0x1EF;

    public const int StripeRows = 4;

    private const int MostSamples = 4096;
    private const int MostColumns = 1024;

    // One column and one stripe more at either side than a block has.
    private readonly uint[] columns = new uint[(MostSamples / 4) + 2 * (MostColumns + 2) + 2 * MostColumns];
    private readonly byte[] signs = new byte[(MostSamples / 4) + 2 * (MostColumns + 2) + 2 * MostColumns];
    private readonly int[] magnitudes = new int[MostSamples];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Columns from one stripe to the next.</summary>
    public int Stride { get; private set; }

    /// <summary>Whether a stripe does not look at the one below.</summary>
    public bool IsCausal { get; private set; }

    public ref uint Columns => ref MemoryMarshal.GetArrayDataReference(columns);

    public ref byte Signs => ref MemoryMarshal.GetArrayDataReference(signs);

    public ref int Magnitudes => ref MemoryMarshal.GetArrayDataReference(magnitudes);

    /// <summary>Begins a block.</summary>
    public void Begin(int width, int height, bool isCausal)
    {
        (Width, Height, IsCausal) = (width, height, isCausal);
        Stride = width + 2;
        int used = Stride * ((height + StripeRows - 1) / StripeRows + 2);
        columns.AsSpan(0, used).Clear();
        signs.AsSpan(0, used).Clear();
        magnitudes.AsSpan(0, width * height).Clear();
    }

    /// <summary>The signs of a row's coefficients: 1 for negative in the bit <see cref="SignBit"/>.</summary>
    public ReadOnlySpan<byte> SignsOf(int y) => signs.AsSpan((y / StripeRows + 1) * Stride + 1, Width);

    /// <summary>Which bit of <see cref="SignsOf"/> is that of a row.</summary>
    public static int SignBit(int y) => y % StripeRows + 1;

    /// <summary>The neighbours of a sign (see <see cref="CodingContext.Sign"/>).</summary>
    /// <param name="column">The coefficient's column.</param>
    /// <param name="row">Its row in the stripe.</param>
    /// <param name="state">Its column's state.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SignNeighbours(int column, int row, uint state)
    {
        ref byte here = ref Unsafe.Add(ref Signs, column);
        int own = here >> row;
        int left = Unsafe.Add(ref here, -1) >> (row + 1) & 1, right = Unsafe.Add(ref here, 1) >> (row + 1) & 1;
        return (int)(state >> (3 * row)) & 0xAA | own & 1 | left << 2 | right << 4 | (own & 4) << 4;
    }

    /// <summary>Tells the neighbours that a coefficient became significant. Its own column is the caller's.</summary>
    /// <param name="column">The coefficient's column.</param>
    /// <param name="row">Its row in the stripe.</param>
    /// <param name="sign">1 for negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spread(int column, int row, int sign)
    {
        ref uint here = ref Unsafe.Add(ref Columns, column);
        ref byte hereSign = ref Unsafe.Add(ref Signs, column);
        hereSign |= (byte)(sign << (row + 1));
        Unsafe.Add(ref here, -1) |= 0x20u << (3 * row);
        Unsafe.Add(ref here, 1) |= 0x08u << (3 * row);
        if (row == 0 && !IsCausal)
        {
            ref uint above = ref Unsafe.Subtract(ref here, Stride);
            Unsafe.Add(ref above, -1) |= 1u << 17;
            above |= 1u << 16;
            Unsafe.Add(ref above, 1) |= 1u << 15;
            Unsafe.Subtract(ref hereSign, Stride) |= (byte)(sign << 5);
        }
        else if (row == StripeRows - 1)
        {
            ref uint below = ref Unsafe.Add(ref here, Stride);
            Unsafe.Add(ref below, -1) |= 1u << 2;
            below |= 1u << 1;
            Unsafe.Add(ref below, 1) |= 1u;
            Unsafe.Add(ref hereSign, Stride) |= (byte)sign;
        }
    }
}
