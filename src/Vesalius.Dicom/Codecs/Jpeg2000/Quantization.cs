using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>The quantisation of one component (ISO/IEC 15444-1, A.6.4).</summary>
/// <param name="GuardBits">Bits that coefficients may have beyond what is expected.</param>
/// <param name="IsDerived">Whether only the step of the lowest band is given.</param>
/// <param name="Steps">Exponent and mantissa of each band's step, from the lowest band on.</param>
internal sealed record Quantization(int GuardBits, bool IsDerived, (int Exponent, int Mantissa)[] Steps)
{
    private const int MantissaBits = 11;

    public static Quantization Parse(ReadOnlySpan<byte> body, int at)
    {
        int style = body.Length > 1 ? body[0] & 31 : 3, bytes = style == 0 ? 1 : 2;
        if (style > 2 || body.Length < 1 + bytes)
        {
            throw Jpeg2000Fault.At(at, "a quantisation segment names one of three styles and at least one step; it is damaged.");
        }

        int count = style == 1 ? 1 : (body.Length - 1) / bytes;
        var steps = new (int, int)[count];
        for (int i = 0; i < count; i++)
        {
            int number = style == 0 ? body[1 + i] << 8 : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + 2 * i)..]);
            steps[i] = (number >> MantissaBits, style == 0 ? 0 : number & ((1 << MantissaBits) - 1));
        }

        return new Quantization(body[0] >> 5, style == 1, steps);
    }

    /// <summary>The step of a band.</summary>
    /// <param name="band">Counted from the lowest: 0, then three for each resolution.</param>
    /// <param name="at">A place in the code, for the error.</param>
    public (int Exponent, int Mantissa) Step(int band, int at)
    {
        if (IsDerived)
        {
            // Each level further from the lowest band has an exponent less by one.
            return (Math.Max(0, Steps[0].Exponent - Math.Max(0, (band - 1) / 3)), Steps[0].Mantissa);
        }

        return band < Steps.Length
            ? Steps[band]
            : throw Jpeg2000Fault.At(at, $"a quantisation step for band {band + 1} was expected; there are {Steps.Length}. The "
                + "header is damaged.");
    }

    /// <summary>The size of a step, for coefficients of so many bits.</summary>
    public static float Size((int Exponent, int Mantissa) step, int bits) =>
        MathF.ScaleB(1 + step.Mantissa / (float)(1 << MantissaBits), bits - step.Exponent);
}
