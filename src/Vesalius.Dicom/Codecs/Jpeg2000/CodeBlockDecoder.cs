using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// Decodes the coefficients of a code block, bit plane by bit plane in three passes each (ISO/IEC 15444-1, annex D). Magnitudes have
/// one bit more than coefficients: the half of the last plane that was decoded, in whose middle the coefficient is assumed.
/// </summary>
internal sealed class CodeBlockDecoder
{
    private readonly BlockState block = new();
    private readonly MqDecoder coder = new();
    private readonly RawBits raw = new();
    private byte[] zeroContexts = [];
    private byte[] code = new byte[4096];

    /// <summary>The magnitudes and signs of the block decoded last.</summary>
    public BlockState Block => block;

    /// <summary>Decodes a block.</summary>
    /// <param name="source">The block and its passes.</param>
    /// <param name="data">The tile's packets.</param>
    /// <param name="kind">The band's frequencies.</param>
    /// <param name="planes">Bit planes that are not all zero.</param>
    /// <param name="options">How the block is coded.</param>
    public void Decode(CodeBlock source, ReadOnlySpan<byte> data, BandKind kind, int planes, BlockOptions options)
    {
        block.Begin(source.Area.Width, source.Area.Height, options.HasFlag(BlockOptions.VerticallyCausal));
        zeroContexts = CodingContext.Zero[(int)kind];
        if (code.Length < source.Bytes)
        {
            code = new byte[source.Bytes];
        }

        source.CopyTo(data, code);
        coder.ResetContexts();
        int pass = 0, start = 0;
        foreach ((int passes, int length) in source.Segments)
        {
            bool isRaw = options.HasFlag(BlockOptions.Bypass) && pass >= 10 && pass % 3 != 0;
            int d = 0;
            if (isRaw)
            {
                raw.Start(code, start, length);
            }
            else
            {
                d = coder.Start(code, start, length);
            }

            for (int i = 0; i < passes; i++, pass++)
            {
                // The first pass of a block is a cleanup pass.
                d = Pass((pass + 2) % 3, 1 << (planes - 1 - (pass + 2) / 3), isRaw, d);
                if (options.HasFlag(BlockOptions.SegmentationSymbols) && pass % 3 == 0)
                {
                    d = SkipSymbol(d);
                }

                if (options.HasFlag(BlockOptions.Reset))
                {
                    coder.ResetContexts();
                }
            }

            start += length;
        }
    }

    /// <param name="kind">0: significance; 1: refinement; 2: cleanup.</param>
    /// <param name="plane">A bit of this plane.</param>
    /// <param name="isRaw">Whether bits are stored as they are.</param>
    /// <param name="d">The coder's number D.</param>
    /// <returns>D afterwards.</returns>
    private int Pass(int kind, int plane, bool isRaw, int d)
    {
        for (int y = 0, column = block.Stride + 1, place = 0; y < block.Height; y += BlockState.StripeRows)
        {
            var stripe = new Stripe(column, place, Math.Min(BlockState.StripeRows, block.Height - y), plane << 1);
            d = (kind, isRaw) switch
            {
                (0, false) => Significance(stripe, d),
                (0, true) => RawSignificance(stripe),
                (1, false) => Refinement(stripe, d),
                (1, true) => RawRefinement(stripe),
                _ => Cleanup(stripe, d),
            };
            column += block.Stride;
            place += BlockState.StripeRows * block.Width;
        }

        return d;
    }

    private int Significance(Stripe stripe, int d)
    {
        ref uint contexts = ref coder.Contexts;
        ref byte zero = ref MemoryMarshal.GetArrayDataReference(zeroContexts);
        ref uint columns = ref Unsafe.Add(ref block.Columns, stripe.Column);
        int width = block.Width;
        for (int x = 0; x < width; x++)
        {
            uint state = Unsafe.Add(ref columns, x);
            if ((state & BlockState.Neighbours) == 0)
            {
                continue;
            }

            for (int row = 0; row < stripe.Rows; row++)
            {
                uint around = state >> (3 * row) & (BlockState.Around | 0x10);
                if (around == 0 || (around & 0x10) != 0)
                {
                    continue;
                }

                if (coder.Decode(ref Unsafe.Add(ref contexts, Unsafe.Add(ref zero, (int)around)), ref d) != 0)
                {
                    d = BecomeSignificant(stripe, x, row, state, d);
                    state |= 0x10u << (3 * row);
                }

                state |= 1u << (BlockState.VisitedBit + row);
            }

            Unsafe.Add(ref columns, x) = state;
        }

        return d;
    }

    private int Refinement(Stripe stripe, int d)
    {
        ref uint contexts = ref Unsafe.Add(ref coder.Contexts, CodingContext.FirstRefinement);
        ref uint columns = ref Unsafe.Add(ref block.Columns, stripe.Column);
        ref int magnitudes = ref Unsafe.Add(ref block.Magnitudes, stripe.Place);
        int width = block.Width;
        for (int x = 0; x < width; x++)
        {
            uint state = Unsafe.Add(ref columns, x);
            if ((state & BlockState.AllSignificant) == 0)
            {
                continue;
            }

            for (int row = 0; row < stripe.Rows; row++)
            {
                if ((state >> (3 * row) & 0x10) == 0 || (state >> (BlockState.VisitedBit + row) & 1) != 0)
                {
                    continue;
                }

                int context = (state >> (BlockState.RefinedBit + row) & 1) != 0 ? 2 : (state >> (3 * row) & BlockState.Around) != 0 ? 1 : 0;
                int bit = coder.Decode(ref Unsafe.Add(ref contexts, context), ref d);
                Refine(ref Unsafe.Add(ref magnitudes, row * width + x), stripe.Plane, bit);
                state |= 1u << (BlockState.RefinedBit + row);
            }

            Unsafe.Add(ref columns, x) = state;
        }

        return d;
    }

    private int Cleanup(Stripe stripe, int d)
    {
        ref uint contexts = ref coder.Contexts;
        ref byte zero = ref MemoryMarshal.GetArrayDataReference(zeroContexts);
        ref uint columns = ref Unsafe.Add(ref block.Columns, stripe.Column);
        int width = block.Width;
        for (int x = 0; x < width; x++)
        {
            uint state = Unsafe.Add(ref columns, x);
            int row = 0;
            if ((state & (BlockState.Neighbours | BlockState.AllVisited)) == 0 && stripe.Rows == BlockState.StripeRows)
            {
                if (coder.Decode(ref Unsafe.Add(ref contexts, CodingContext.RunLength), ref d) == 0)
                {
                    continue;
                }

                row = coder.Decode(ref Unsafe.Add(ref contexts, CodingContext.Uniform), ref d) << 1;
                row |= coder.Decode(ref Unsafe.Add(ref contexts, CodingContext.Uniform), ref d);
                d = BecomeSignificant(stripe, x, row, state, d);
                state |= 0x10u << (3 * row);
                row++;
            }

            for (; row < stripe.Rows; row++)
            {
                uint around = state >> (3 * row) & (BlockState.Around | 0x10);
                if ((around & 0x10) != 0 || (state >> (BlockState.VisitedBit + row) & 1) != 0)
                {
                    continue;
                }

                if (coder.Decode(ref Unsafe.Add(ref contexts, Unsafe.Add(ref zero, (int)around)), ref d) != 0)
                {
                    d = BecomeSignificant(stripe, x, row, state, d);
                    state |= 0x10u << (3 * row);
                }
            }

            Unsafe.Add(ref columns, x) = state & ~BlockState.AllVisited;
        }

        return d;
    }

    /// <summary>Decodes the sign of a coefficient whose first bit came.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int BecomeSignificant(Stripe stripe, int x, int row, uint state, int d)
    {
        int column = stripe.Column + x;
        int entry = CodingContext.Sign[block.SignNeighbours(column, row, state)];
        int sign = coder.Decode(ref Unsafe.Add(ref coder.Contexts, entry & 0x7F), ref d) ^ entry >> 7;
        Begin(stripe, (x, row), sign);
        return d;
    }

    private void Begin(Stripe stripe, (int X, int Row) place, int sign)
    {
        block.Spread(stripe.Column + place.X, place.Row, sign);
        Unsafe.Add(ref block.Magnitudes, stripe.Place + place.Row * block.Width + place.X) = stripe.Plane | stripe.Plane >> 1;
    }

    /// <summary>The bit of this plane takes the place of the assumed half; the half of this plane is assumed instead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Refine(ref int magnitude, int plane, int bit) => magnitude = magnitude & ~plane | (plane & -bit) | plane >> 1;

    private int RawSignificance(Stripe stripe)
    {
        ref uint columns = ref Unsafe.Add(ref block.Columns, stripe.Column);
        for (int x = 0; x < block.Width; x++)
        {
            for (int row = 0; row < stripe.Rows; row++)
            {
                uint state = Unsafe.Add(ref columns, x), around = state >> (3 * row) & (BlockState.Around | 0x10);
                if (around == 0 || (around & 0x10) != 0)
                {
                    continue;
                }

                if (raw.Bit() != 0)
                {
                    Begin(stripe, (x, row), raw.Bit());
                    state |= 0x10u << (3 * row);
                }

                Unsafe.Add(ref columns, x) = state | 1u << (BlockState.VisitedBit + row);
            }
        }

        return 0;
    }

    private int RawRefinement(Stripe stripe)
    {
        ref uint columns = ref Unsafe.Add(ref block.Columns, stripe.Column);
        ref int magnitudes = ref Unsafe.Add(ref block.Magnitudes, stripe.Place);
        for (int x = 0; x < block.Width; x++)
        {
            ref uint state = ref Unsafe.Add(ref columns, x);
            for (int row = 0; row < stripe.Rows; row++)
            {
                if ((state >> (3 * row) & 0x10) != 0 && (state >> (BlockState.VisitedBit + row) & 1) == 0)
                {
                    Refine(ref Unsafe.Add(ref magnitudes, row * block.Width + x), stripe.Plane, raw.Bit());
                    state |= 1u << (BlockState.RefinedBit + row);
                }
            }
        }

        return 0;
    }

    /// <summary>Four bits that tell of damage; an exact check is the caller's wish, not the picture's need.</summary>
    private int SkipSymbol(int d)
    {
        for (int i = 0; i < 4; i++)
        {
            coder.Decode(ref Unsafe.Add(ref coder.Contexts, CodingContext.Uniform), ref d);
        }

        return d;
    }

    /// <summary>Four rows of a block.</summary>
    /// <param name="Column">Its first column in the state.</param>
    /// <param name="Place">Its first coefficient among the magnitudes.</param>
    /// <param name="Rows">How many of its rows belong to the block.</param>
    /// <param name="Plane">The plane's bit in a magnitude.</param>
    private readonly record struct Stripe(int Column, int Place, int Rows, int Plane);
}
