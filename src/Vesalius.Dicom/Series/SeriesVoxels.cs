using System.Buffers;
using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Pixels;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Dicom.Series;

/// <summary>Reads the frames of a series into one block of voxels, several at a time.</summary>
internal static class SeriesVoxels
{
    /// <summary>Everything but the voxels.</summary>
    public static StoredImage Describe(DicomSeries series)
    {
        DicomInstance first = series.First;
        FrameFormat format = first.Format!;
        ModalityTransform transform = series.Frames[0].Transform;
        bool isLine = HasOneLine(series), isColour = format.SamplesPerPixel > 1;
        return new StoredImage
        {
            Format = "DICOM",
            Grid = series.Geometry.Grid,
            Components = format.SamplesPerPixel,
            Interleaved = isColour,
            Type = isLine || isColour ? first.Type!.Value : VoxelType.Float32,
            Bytes = [],
            Slope = isLine && !isColour ? transform.Slope : 1,
            Intercept = isLine && !isColour ? transform.Intercept : 0,
            Palette = first.Palette,
            Metadata = [new("Modality", first.Modality)],
            Warnings = [.. series.Notes, .. series.Warnings, .. isLine || isColour
                ? Array.Empty<string>() : ["slices have rescales of their own, or a table: real values were stored as float32"]],
        };
    }

    /// <summary>The voxels as they are stored, or real values where one slope and intercept cannot give them.</summary>
    public static StoredImage Read(DicomSeries series, ReadLimits limits, FrameDecoders? decoders, CancellationToken cancellation)
    {
        StoredImage image = Describe(series);
        limits.Check(image, series.First.Path);
        if (image.Components == 1 && !HasOneLine(series))
        {
            Volume<float> real = ReadReal(series, limits, decoders, cancellation);
            return image with { Bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(real.Voxels).ToArray() };
        }

        StoredImage unchanged = ReadUnchanged(series, limits, decoders, cancellation);
        if (series.First.Format is { PhotometricInterpretation: "YBR_FULL" or "YBR_FULL_422", SamplesPerPixel: 3, BitsAllocated: 8 })
        {
            ColourLayout.ToRgbInPlace(unchanged.Bytes);
        }

        return unchanged;
    }

    /// <summary>The samples as they are stored.</summary>
    public static StoredImage ReadUnchanged(DicomSeries series, ReadLimits limits, FrameDecoders? decoders, CancellationToken cancellation)
    {
        StoredImage image = Describe(series) with { Type = series.First.Type!.Value };
        limits.Check(image, series.First.Path);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)image.ByteCount);
        int frameBytes = bytes.Length / series.Frames.Count;
        EachFrame(series, decoders, (frame, pixels) =>
            pixels.ReadFrame(series.Frames[frame].Index, bytes.AsSpan(frame * frameBytes, frameBytes)), cancellation);
        return image with { Bytes = bytes };
    }

    /// <summary>The real values of grey frames.</summary>
    public static Volume<float> ReadReal(DicomSeries series, ReadLimits limits, FrameDecoders? decoders, CancellationToken cancellation)
    {
        FrameFormat format = series.First.Format!;
        if (format.SamplesPerPixel > 1)
        {
            throw new VolumeFormatException(
                "DICOM", $"a scan has one value per voxel; these pixels have {format.SamplesPerPixel}. Read the colours instead.",
                series.First.Path);
        }

        limits.Check(Describe(series) with { Type = VoxelType.Float32 }, series.First.Path);
        float[] voxels = GC.AllocateUninitializedArray<float>((int)series.Geometry.Grid.Size.Count);
        int frameVoxels = voxels.Length / series.Frames.Count, frameBytes = (int)format.ByteCount;
        EachFrame(series, decoders, (frame, pixels) =>
        {
            byte[] stored = ArrayPool<byte>.Shared.Rent(frameBytes);
            pixels.ReadFrame(series.Frames[frame].Index, stored.AsSpan(0, frameBytes));
            RealValues.Of(stored.AsSpan(0, frameBytes), pixels.Type, series.Frames[frame].Transform,
                voxels.AsSpan(frame * frameVoxels, frameVoxels));
            ArrayPool<byte>.Shared.Return(stored);
        }, cancellation);
        return new Volume<float>(series.Geometry.Grid, voxels);
    }

    /// <summary>The real values of an image of this series that was read already.</summary>
    public static Volume<float> Real(DicomSeries series, StoredImage image)
    {
        var volume = new Volume<float>(image.Grid);
        RealValues.Of(image.Bytes, image.Type, series.Frames[0].Transform, volume.Voxels);
        return volume;
    }

    /// <summary>Whether one slope and intercept hold for all frames.</summary>
    private static bool HasOneLine(DicomSeries series)
    {
        ModalityTransform first = series.Frames[0].Transform;
        return first.Table is null
            && series.Frames.All(
            frame => frame.Transform.Table is null && frame.Transform.Slope == first.Slope && frame.Transform.Intercept == first.Intercept);
    }

    private static void EachFrame(
        DicomSeries series, FrameDecoders? decoders, Action<int, DicomPixels> read, CancellationToken cancellation)
    {
        Dictionary<DicomInstance, Lazy<DicomPixels>> opened =
            series.Instances.ToDictionary(one => one, one => new Lazy<DicomPixels>(() => one.OpenPixels(decoders)));
        Pixels.Frames.ForEach(series.Frames.Count, frame => read(frame, opened[series.Frames[frame].Instance].Value), cancellation);
    }
}
