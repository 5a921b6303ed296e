using System.Numerics;
using System.Runtime.InteropServices;
using Vesalius.Dicom.Codecs;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Series;

/// <summary>
/// Projections are stored in either sense: MONOCHROME1 shows low values bright. Whoever looks at them or learns from them wants one sense,
/// so
/// those are mirrored. Values with a unit, such as Hounsfield units, are never touched.
/// </summary>
internal static class Brightness
{
    public static StoredImage HighIsBright(DicomSeries series, Func<DicomSeries, StoredImage> read)
    {
        StoredImage image = read(series);
        FrameFormat format = series.First.Format!;
        if (format.PhotometricInterpretation != "MONOCHROME1" || !Modalities.AreProjections(series.First.Modality)
            || image.Type == VoxelType.Float32)
        {
            return image;
        }

        switch (image.Type)
        {
            case VoxelType.UInt8: MirrorInPlace<byte>(image.Bytes, (byte)((1 << format.BitsStored) - 1)); break;
            case VoxelType.UInt16: MirrorInPlace<ushort>(image.Bytes, (ushort)((1 << format.BitsStored) - 1)); break;
            case VoxelType.Int16: MirrorInPlace<short>(image.Bytes, -1); break;
            default: return image;
        }

        return image with { Warnings = [.. image.Warnings, "MONOCHROME1: the values were mirrored, so that high values are bright"] };
    }

    private static void MirrorInPlace<T>(Span<byte> samples, T ends)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (ref T value in MemoryMarshal.Cast<byte, T>(samples))
        {
            value = ends - value;
        }
    }
}
