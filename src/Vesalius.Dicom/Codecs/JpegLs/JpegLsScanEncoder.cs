using System.Runtime.CompilerServices;

namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>Encodes the rows of a lossless scan (ISO/IEC 14495-1, annex A).</summary>
internal sealed class JpegLsScanEncoder(JpegLsModel model, int columns, JpegLsBitWriter bits)
{
    private readonly JpegLsParameters parameters = model.Parameters;
    private readonly int mostZeros = model.Parameters.Limit - model.Parameters.ErrorBits - 1;

    /// <summary>Encodes one row of one component.</summary>
    public void Row(JpegLsLine line)
    {
        (int[] above, int[] row) = (line.Above, line.Row);
        for (int x = 1; x <= columns; x++)
        {
            int neighbourhood = JpegLsModel.Neighbourhood(ref model.Flat, (above[x - 1], above[x], above[x + 1]), row[x - 1]);
            if (neighbourhood == 0)
            {
                x = Run(line, x);
            }
            else
            {
                Sample(neighbourhood, JpegLsModel.Predict(row[x - 1], above[x], above[x - 1]), row[x]);
            }
        }
    }

    private void Sample(int neighbourhood, int prediction, int value)
    {
        int sign = neighbourhood >> 31;
        ref JpegLsContext context = ref Unsafe.Add(ref model.FirstContext, (neighbourhood ^ sign) - sign);
        int predicted = Math.Clamp(prediction + ((context.Correction ^ sign) - sign), 0, parameters.MaxValue);
        int golomb = context.Golomb, error = Shortest(((value - predicted) ^ sign) - sign);
        int folded = golomb == 0 && 2 * context.Bias <= -context.Count ? ~error : error;
        bits.Golomb(folded << 1 ^ folded >> 31, golomb, mostZeros, parameters.ErrorBits);
        context.Add(error, parameters.Step, parameters.Reset);
    }

    /// <summary>An error modulo the range, as near to 0 as can be.</summary>
    private int Shortest(int error)
    {
        error = error < 0 ? error + parameters.Range : error;
        return error >= (parameters.Range + 1) / 2 ? error - parameters.Range : error;
    }

    private int Run(JpegLsLine line, int start)
    {
        int value = line.Row[start - 1], rest = line.Samples[(start - 1)..].IndexOfAnyExcept(value);
        int length = rest < 0 ? columns + 1 - start : rest, left = length;
        while (left >= 1 << JpegLsModel.RunLengths[line.RunIndex])
        {
            bits.Bits(1, 1);
            left -= 1 << JpegLsModel.RunLengths[line.RunIndex];
            line.RunIndex = Math.Min(line.RunIndex + 1, 31);
        }

        int end = start + length;
        if (end > columns)
        {
            bits.Bits(1, left > 0 ? 1 : 0);
            return end;
        }

        bits.Bits(0, 1);
        bits.Bits(left, JpegLsModel.RunLengths[line.RunIndex]);
        AfterRun(line, end, value);
        line.RunIndex = Math.Max(0, line.RunIndex - 1);
        return end;
    }

    private void AfterRun(JpegLsLine line, int place, int left)
    {
        int above = line.Above[place], value = line.Row[place];
        bool isEqual = left == above;
        int error = Shortest(isEqual ? value - left : left > above ? above - value : value - above);
        JpegLsRunContext context = model.RunContexts[isEqual ? 1 : 0];
        int golomb = context.Golomb, mapped = context.Map(error, golomb);
        bits.Golomb(mapped, golomb, mostZeros - JpegLsModel.RunLengths[line.RunIndex] - 1, parameters.ErrorBits);
        context.Add(error, mapped, parameters.Reset);
    }
}
