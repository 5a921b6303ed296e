using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>Decodes the rows of a scan of one component, or of several interleaved row by row (ISO/IEC 14495-1, annex A).</summary>
internal sealed class JpegLsScanDecoder(JpegLsModel model, int columns)
{
    private readonly JpegLsParameters parameters = model.Parameters;
    private readonly int mostZeros = model.Parameters.Limit - model.Parameters.ErrorBits - 1;

    /// <summary>Decodes one row of one component.</summary>
    public void Row(ref JpegLsBitReader source, JpegLsLine line)
    {
        JpegLsBitReader bits = source;
        ref int above = ref MemoryMarshal.GetArrayDataReference(line.Above);
        ref int row = ref MemoryMarshal.GetArrayDataReference(line.Row);
        ref sbyte flat = ref model.Flat;
        int left = row, corner = above, next = Unsafe.Add(ref above, 1);
        for (int x = 1; x <= columns; x++)
        {
            int over = next;
            next = Unsafe.Add(ref above, x + 1);
            int neighbourhood = JpegLsModel.Neighbourhood(ref flat, (corner, over, next), left);
            if (neighbourhood != 0)
            {
                left = Sample(ref bits, neighbourhood, JpegLsModel.Predict(left, over, corner));
                Unsafe.Add(ref row, x) = left;
            }
            else
            {
                x = Run(ref bits, line, x, left);
                left = Unsafe.Add(ref row, Math.Min(x, columns));
                over = Unsafe.Add(ref above, Math.Min(x, columns));
                next = Unsafe.Add(ref above, Math.Min(x, columns) + 1);
            }

            corner = over;
        }

        source = bits;
    }

    /// <summary>Decodes a sample in a neighbourhood that is not flat.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Sample(ref JpegLsBitReader bits, int neighbourhood, int prediction)
    {
        int sign = neighbourhood >> 31;
        ref JpegLsContext context = ref Unsafe.Add(ref model.FirstContext, (neighbourhood ^ sign) - sign);
        int golomb = context.Golomb;
        int predicted = Math.Clamp(prediction + ((context.Correction ^ sign) - sign), 0, parameters.MaxValue);
        int mapped = bits.Golomb(golomb, mostZeros, parameters.ErrorBits);
        int error = mapped >> 1 ^ -(mapped & 1);
        if (golomb == 0 && parameters.Near == 0 && 2 * context.Bias <= -context.Count)
        {
            error = ~error;
        }

        context.Add(error, parameters.Step, parameters.Reset);
        return model.Reconstruct(predicted, (error ^ sign) - sign);
    }

    /// <summary>Decodes a run of equal samples, and the sample that ends it.</summary>
    /// <returns>The last sample decoded, counted from 1; one more than the row has where it ended within the run.</returns>
    private int Run(ref JpegLsBitReader bits, JpegLsLine line, int start, int value)
    {
        int length = RunLength(ref bits, line, columns + 1 - start);
        line.Row.AsSpan(start, length).Fill(value);
        int end = start + length;
        if (end <= columns)
        {
            line.Row[end] = AfterRun(ref bits, line.RunIndex, (value, line.Above[end]));
            line.RunIndex = Math.Max(0, line.RunIndex - 1);
        }

        return end;
    }

    /// <summary>How many samples in sequence are like the one before.</summary>
    public static int RunLength(ref JpegLsBitReader bits, JpegLsLine line, int most)
    {
        int length = 0;
        while (bits.Bit())
        {
            int full = 1 << JpegLsModel.RunLengths[line.RunIndex], step = Math.Min(full, most - length);
            length += step;
            line.RunIndex = step == full ? Math.Min(line.RunIndex + 1, 31) : line.RunIndex;
            if (length == most)
            {
                return length;
            }
        }

        return Math.Min(most, length + bits.Bits(JpegLsModel.RunLengths[line.RunIndex]));
    }

    /// <summary>Decodes the sample after a run, from its neighbours to the left and above.</summary>
    private int AfterRun(ref JpegLsBitReader bits, int runIndex, (int Left, int Above) near)
    {
        bool isEqual = Math.Abs(near.Left - near.Above) <= parameters.Near;
        int error = RunEndError(ref bits, model.RunContexts[isEqual ? 1 : 0], runIndex);
        return isEqual
            ? model.Reconstruct(near.Left, error)
            : model.Reconstruct(near.Above, near.Left > near.Above ? -error : error);
    }

    /// <summary>Decodes the error of a sample after a run.</summary>
    public int RunEndError(ref JpegLsBitReader bits, JpegLsRunContext context, int runIndex)
    {
        int golomb = context.Golomb;
        int mapped = bits.Golomb(golomb, mostZeros - JpegLsModel.RunLengths[runIndex] - 1, parameters.ErrorBits);
        int error = context.ErrorOf(mapped, golomb);
        context.Add(error, mapped, parameters.Reset);
        return error;
    }
}
