using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Tiff;

/// <summary>Writes an image as a TIFF of one page per slice, deflated, without changing a value.</summary>
internal static class TiffWriter
{
    private const int StripBytes = 1 << 16;

    public static void Write(ImageSource source, StoredImage image)
    {
        StoredImage pixels = Interleaving.Weave(Rescaled(Checked(image, source)));
        using BitMiracle.LibTiff.Classic.Tiff file = QuietTiff.Open(source, "w");
        Size3 size = pixels.Grid.Size;
        int rowBytes = size.X * pixels.Components * pixels.Type.Size();
        byte[] row = new byte[rowBytes];
        for (int z = 0; z < size.Z; z++)
        {
            Describe(file, pixels, Math.Max(1, StripBytes / rowBytes));
            for (int y = 0; y < size.Y; y++)
            {
                pixels.Bytes.AsSpan((z * size.Y + y) * rowBytes, rowBytes).CopyTo(row);
                if (!file.WriteScanline(row, y))
                {
                    throw QuietTiff.Failed(source, $"row {y} of page {z + 1} could not be written");
                }
            }

            if (!file.WriteDirectory())
            {
                throw QuietTiff.Failed(source, $"page {z + 1} could not be written");
            }
        }
    }

    private static StoredImage Checked(StoredImage image, ImageSource source)
    {
        if (image.Type is VoxelType.Complex64 or VoxelType.Complex128)
        {
            throw source.Error($"a TIFF is written with real values; this image has {image.Type.Name()}. Write it as .nii.gz.");
        }

        return image is { IsLabelMap: true, Components: > 1 }
            ? throw source.Error($"a TIFF holds one layer of labels; this map has {image.Components} that overlap. Write it as .seg.nrrd.")
            : image;
    }

    /// <summary>A TIFF has no slope and intercept: where they do something, the real values are written.</summary>
    private static StoredImage Rescaled(StoredImage image)
    {
        if (image.Slope == 1 && image.Intercept == 0)
        {
            return image;
        }

        byte[] bytes = [.. Enumerable.Range(0, image.Components).SelectMany(
            component => MemoryMarshal.AsBytes<float>(StoredVoxels.Real(image, component)).ToArray())];
        return image with { Bytes = bytes, Type = VoxelType.Float32, Interleaved = false, Slope = 1, Intercept = 0 };
    }

    private static void Describe(BitMiracle.LibTiff.Classic.Tiff file, StoredImage image, int rowsPerStrip)
    {
        int extra = ExtraSamples(image);
        file.SetField(TiffTag.IMAGEWIDTH, image.Grid.Size.X);
        file.SetField(TiffTag.IMAGELENGTH, image.Grid.Size.Y);
        file.SetField(TiffTag.BITSPERSAMPLE, 8 * image.Type.Size());
        file.SetField(TiffTag.SAMPLESPERPIXEL, image.Components);
        file.SetField(TiffTag.SAMPLEFORMAT, FormatOf(image.Type));
        file.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
        file.SetField(TiffTag.PHOTOMETRIC, image.Components - extra == 3 ? Photometric.RGB : Photometric.MINISBLACK);
        file.SetField(TiffTag.COMPRESSION, Compression.ADOBE_DEFLATE);
        file.SetField(TiffTag.ROWSPERSTRIP, rowsPerStrip);
        file.SetField(TiffTag.ORIENTATION, Orientation.TOPLEFT);
        if (extra > 0)
        {
            short[] kinds = new short[extra];
            kinds[^1] = (short)(image.HasAlpha ? ExtraSample.UNASSALPHA : ExtraSample.UNSPECIFIED);
            file.SetField(TiffTag.EXTRASAMPLES, extra, kinds);
        }

        TiffPlace.Write(file, image.Grid);
    }

    /// <summary>Components beyond the one of a grey or the three of a colour picture.</summary>
    private static int ExtraSamples(StoredImage image)
    {
        int colours = image.Components - (image.HasAlpha ? 1 : 0);
        return colours == 3 ? image.Components - 3 : image.Components - 1;
    }

    private static SampleFormat FormatOf(VoxelType type) => type switch
    {
        VoxelType.Int8 or VoxelType.Int16 or VoxelType.Int32 or VoxelType.Int64 => SampleFormat.INT,
        VoxelType.Float16 or VoxelType.Float32 or VoxelType.Float64 => SampleFormat.IEEEFP,
        _ => SampleFormat.UINT,
    };
}
