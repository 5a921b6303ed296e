using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>The adaptive binary arithmetic decoder (ISO/IEC 15444-1, annex C).</summary>
/// <remarks>
/// The registers A and C of the standard are kept less a common number D, the largest that leaves A at least 8000 and C at least 0: as long
/// as D stays positive when a symbol's probability is taken from it, the more probable symbol came and nothing else changes. Callers
/// keep D in a local variable. (D. Taubman and M. Marcellin, JPEG2000, Kluwer 2002, section 17.1.1.)
/// </remarks>
internal sealed class MqDecoder
{
    private const uint Half = 0x80000000;
    private const uint ProbabilityMask = 0xFFFF0000;
    private readonly uint[] contexts = new uint[CodingContext.Count];
    private byte[] code = [];
    private int at;
    private int end;
    private uint interval;
    private uint register;
    private int shifts;

    /// <summary>The first context; the others follow.</summary>
    public ref uint Contexts => ref MemoryMarshal.GetArrayDataReference(contexts);

    /// <summary>Sets all contexts to what they begin with (ISO/IEC 15444-1, table D.7).</summary>
    public void ResetContexts()
    {
        Array.Fill(contexts, MqStates.Of(0));
        contexts[CodingContext.FirstZero] = MqStates.Of(4);
        contexts[CodingContext.RunLength] = MqStates.Of(3);
        contexts[CodingContext.Uniform] = MqStates.Of(46);
    }

    /// <summary>Begins to decode.</summary>
    /// <param name="bytes">The code.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <returns>D.</returns>
    public int Start(byte[] bytes, int start, int length)
    {
        (code, at, end) = (bytes, start, start + length);
        register = (uint)Next(at) << 16;
        TakeByte();
        register <<= 7;
        shifts -= 7;
        interval = Half;
        return Split();
    }

    /// <summary>Decodes a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(ref uint context, ref int d)
    {
        uint state = context;
        int rest = d - (int)(state & ProbabilityMask);
        if (rest >= 0)
        {
            d = rest;
            return (int)state & 1;
        }

        long both = Renormalize(ref context, rest);
        d = (int)(both >> 1);
        return (int)both & 1;
    }

    /// <summary>The slow part of <see cref="Decode"/>.</summary>
    /// <returns>D, and the symbol in the lowest bit.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Renormalize(ref uint context, int d)
    {
        uint state = context, probability = state & ProbabilityMask;
        interval += (uint)d;
        long value = (long)register + d;
        bool isMore = interval < probability;
        if (value < 0)
        {
            // The lower part of the interval, which the less probable symbol has unless it is the larger one.
            register = (uint)(value + probability);
            interval = probability;
        }
        else
        {
            register = (uint)value;
            isMore = !isMore;
        }

        int symbol = (int)(isMore ? state : ~state) & 1;
        context = (isMore ? MqStates.NextMore : MqStates.NextLess)[state & 0x7F];
        Shift();
        return (long)Split() << 1 | (uint)symbol;
    }

    private void Shift()
    {
        int count = BitOperations.LeadingZeroCount(interval);
        while (count > 0)
        {
            if (shifts == 0)
            {
                TakeByte();
            }

            int step = Math.Min(count, shifts);
            interval <<= step;
            register <<= step;
            shifts -= step;
            count -= step;
        }
    }

    private int Split()
    {
        uint d = Math.Min(interval - Half, register);
        interval -= d;
        register -= d;
        return (int)d;
    }

    /// <summary>The next byte joins the register; after FF it has seven bits, and beyond the end ones follow.</summary>
    private void TakeByte()
    {
        int next = Next(at + 1);
        if (Next(at) != 0xFF)
        {
            at++;
            register += (uint)next << 8;
            shifts = 8;
        }
        else if (next > 0x8F)
        {
            register += 0xFF00;
            shifts = 8;
        }
        else
        {
            at++;
            register += (uint)next << 9;
            shifts = 7;
        }
    }

    private int Next(int index) => index < end ? code[index] : 0xFF;
}
