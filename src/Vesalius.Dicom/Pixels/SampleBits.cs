using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Vesalius.Dicom.Codecs;

namespace Vesalius.Dicom.Pixels;

/// <summary>
/// Where the meaningful bits of an allocated sample lie. What stands above them (overlays of old files) is taken away; signed samples get
/// the sign of their highest meaningful bit.
/// </summary>
/// <param name="Allocated">The bits of a sample in memory.</param>
/// <param name="Stored">The meaningful bits.</param>
/// <param name="Above">Unused bits above the meaningful ones.</param>
/// <param name="IsSigned">Whether samples are two's complement numbers.</param>
internal readonly record struct SampleBits(int Allocated, int Stored, int Above, bool IsSigned)
{
    public static SampleBits Of(DicomDataset dataset, FrameFormat format)
    {
        int high = (int)(dataset.NumberOrNone(Tags.HighBit) ?? format.BitsStored - 1);
        bool isPossible = high >= format.BitsStored - 1 && high < format.BitsAllocated;
        return new SampleBits(
            format.BitsAllocated, format.BitsStored, format.BitsAllocated - 1 - (isPossible ? high : format.BitsStored - 1),
            format.IsSigned);
    }

    /// <summary>Puts samples right in place; does nothing where all bits have a meaning.</summary>
    public void PutRightInPlace(Span<byte> samples)
    {
        if (Stored == Allocated)
        {
            return;
        }

        switch (Allocated, IsSigned)
        {
            case (8, false): Shift<byte>(samples); break;
            case (8, true): Shift<sbyte>(samples); break;
            case (16, false): Shift<ushort>(samples); break;
            case (16, true): Shift<short>(samples); break;
            case (32, false): Shift<uint>(samples); break;
            case (32, true): Shift<int>(samples); break;
        }
    }

    /// <summary>Up to the top, which drops what stands above, and down again, which fills with zeros or with the sign.</summary>
    private void Shift<T>(Span<byte> samples)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<T> values = MemoryMarshal.Cast<byte, T>(samples);
        TensorPrimitives.ShiftLeft<T>(values, Above, values);
        TensorPrimitives.ShiftRightArithmetic<T>(values, Allocated - Stored, values);
    }
}
