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
    /// <summary>Whether the values of a series are mirrored when it is read as a scan.</summary>
    public static bool IsMirrored(DicomSeries series) =>
        series.First is { Format.PhotometricInterpretation: "MONOCHROME1", Type: VoxelType.UInt8 or VoxelType.UInt16 or VoxelType.Int16 }
        && Modalities.AreProjections(series.First.Modality) && series.Frames[0].Transform.Table is null;

    /// <summary>The image with its values mirrored, where they are to be.</summary>
    public static StoredImage HighIsBright(DicomSeries series, StoredImage image)
    {
        if (!IsMirrored(series) || image.Type != series.First.Type)
        {
            return image;
        }

        FrameFormat format = series.First.Format!;
        switch (image.Type)
        {
            case VoxelType.UInt8: MirrorInPlace<byte>(image.Bytes, (byte)((1 << format.BitsStored) - 1)); break;
            case VoxelType.UInt16: MirrorInPlace<ushort>(image.Bytes, (ushort)((1 << format.BitsStored) - 1)); break;
            default: MirrorInPlace<short>(image.Bytes, -1); break;
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
