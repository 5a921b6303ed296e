using BitMiracle.LibTiff.Classic;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Tiff;

/// <summary>What the tags of one page say about its pixels (TIFF 6.0).</summary>
internal sealed record TiffPage(int Width, int Height, int Samples, int Bits, VoxelType Type)
{
    /// <summary>Whether the samples of a pixel lie side by side; otherwise each sample is a plane of its own.</summary>
    public bool Interleaved { get; private init; }

    /// <summary>Whether 0 is white.</summary>
    public bool IsInverted { get; private init; }

    public bool HasAlpha { get; private init; }

    /// <summary>Whether the pixels are stored as they are, so that the file must be at least as large as they.</summary>
    public bool IsUncompressed { get; private init; }

    /// <summary>Whether the page is a reduced copy of another or a mask for it.</summary>
    public bool IsAuxiliary { get; private init; }

    /// <summary>The page at hand.</summary>
    public static TiffPage Of(BitMiracle.LibTiff.Classic.Tiff file, ImageSource source)
    {
        int Tag(TiffTag tag, int otherwise) => file.GetFieldDefaulted(tag) is [var first, ..] ? first.ToInt() : otherwise;
        int width = Tag(TiffTag.IMAGEWIDTH, 0), height = Tag(TiffTag.IMAGELENGTH, 0);
        int samples = Tag(TiffTag.SAMPLESPERPIXEL, 1), bits = Tag(TiffTag.BITSPERSAMPLE, 1);
        var photometric = (Photometric)Tag(TiffTag.PHOTOMETRIC, (int)Photometric.MINISBLACK);
        if (width < 1 || height < 1 || samples is < 1 or > ushort.MaxValue)
        {
            throw source.Error($"a page has at least one pixel each way and one sample per pixel; the file says {width} × {height} × {samples}. It is damaged.");
        }

        if (photometric is not (Photometric.MINISBLACK or Photometric.MINISWHITE or Photometric.RGB or Photometric.PALETTE
            or Photometric.YCBCR or Photometric.MASK))
        {
            throw source.Error($"pictures in grey, RGB and palette colours are read; this one is in {photometric}. Convert it to RGB.");
        }

        Compression compression = Decompressing(file, photometric, source, (Compression)Tag(TiffTag.COMPRESSION, 1));
        var subfile = (FileType)Tag(TiffTag.SUBFILETYPE, 0);
        return new TiffPage(width, height, samples, bits, TypeOf(bits, (SampleFormat)Tag(TiffTag.SAMPLEFORMAT, (int)SampleFormat.UINT), source))
        {
            Interleaved = samples > 1 && Tag(TiffTag.PLANARCONFIG, (int)PlanarConfig.CONTIG) == (int)PlanarConfig.CONTIG,
            IsInverted = photometric == Photometric.MINISWHITE,
            HasAlpha = file.GetField(TiffTag.EXTRASAMPLES) is [_, var extra] && samples is 2 or 4 && IsOpacity(extra),
            IsUncompressed = compression == Compression.NONE,
            IsAuxiliary = (subfile & (FileType.REDUCEDIMAGE | FileType.MASK)) != 0,
        };
    }

    /// <summary>Whether two pages can be slices of one volume.</summary>
    public bool Matches(TiffPage other) => (Width, Height, Samples, Bits, Type, Interleaved, IsInverted)
        == (other.Width, other.Height, other.Samples, other.Bits, other.Type, other.Interleaved, other.IsInverted);

    /// <summary>The colours of the page at hand, where its values are indices.</summary>
    public Rgb[]? Palette(BitMiracle.LibTiff.Classic.Tiff file)
    {
        if (file.GetField(TiffTag.PHOTOMETRIC) is not [var photometric, ..] || photometric.ToInt() != (int)Photometric.PALETTE
            || Bits > 8 || file.GetField(TiffTag.COLORMAP) is not [var reds, var greens, var blues])
        {
            return null;
        }

        ushort[] red = reds.ToUShortArray(), green = greens.ToUShortArray(), blue = blues.ToUShortArray();
        return [.. red.Select((_, i) => new Rgb((byte)(red[i] >> 8), (byte)(green[i] >> 8), (byte)(blue[i] >> 8)))];
    }

    /// <summary>Colour differences are only met within JPEG pages, whose decoder can give RGB; elsewhere they are refused.</summary>
    private static Compression Decompressing(BitMiracle.LibTiff.Classic.Tiff file, Photometric photometric, ImageSource source, Compression compression)
    {
        if (photometric == Photometric.YCBCR)
        {
            if (compression != Compression.JPEG)
            {
                throw source.Error($"YCbCr colours are read from JPEG pages only; this page is compressed by {compression}. Convert it to RGB.");
            }

            file.SetField(TiffTag.JPEGCOLORMODE, JpegColorMode.RGB);
        }

        return compression;
    }

    private static VoxelType TypeOf(int bits, SampleFormat format, ImageSource source) => (format, bits) switch
    {
        (SampleFormat.UINT or SampleFormat.VOID, >= 1 and <= 8) => VoxelType.UInt8,
        (SampleFormat.UINT or SampleFormat.VOID, > 8 and <= 16) => VoxelType.UInt16,
        (SampleFormat.UINT or SampleFormat.VOID, 32) => VoxelType.UInt32,
        (SampleFormat.UINT or SampleFormat.VOID, 64) => VoxelType.UInt64,
        (SampleFormat.INT, 8) => VoxelType.Int8,
        (SampleFormat.INT, 16) => VoxelType.Int16,
        (SampleFormat.INT, 32) => VoxelType.Int32,
        (SampleFormat.INT, 64) => VoxelType.Int64,
        (SampleFormat.IEEEFP, 16) => VoxelType.Float16,
        (SampleFormat.IEEEFP, 32) => VoxelType.Float32,
        (SampleFormat.IEEEFP, 64) => VoxelType.Float64,
        _ => throw source.Error($"samples of {bits} bits of kind {format} are not supported; 1 to 16, 32 and 64 bits are. Convert the file."),
    };

    private static bool IsOpacity(FieldValue extra) =>
        extra.ToShortArray() is [.., var last] && (ExtraSample)last is ExtraSample.ASSOCALPHA or ExtraSample.UNASSALPHA;
}
