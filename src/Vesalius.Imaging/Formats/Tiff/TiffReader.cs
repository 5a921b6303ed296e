using Vesalius.Imaging.Formats.Storage;
using BitMiracle.LibTiff.Classic;

namespace Vesalius.Imaging.Formats.Tiff;

/// <summary>Reads a TIFF file: its pages of one size and kind become the slices of one image.</summary>
internal sealed class TiffReader : IDisposable
{
    /// <summary>No TIFF compression but that of black-and-white fax shrinks further than this.</summary>
    private const long GreatestShrinkage = 4096;

    private readonly BitMiracle.LibTiff.Classic.Tiff file;
    private readonly ImageSource source;
    private readonly TiffPage first;
    private readonly Rgb[]? palette;
    private readonly Spacing? spacing;
    private readonly List<short> slices = [];
    private readonly List<string> warnings = [];

    public TiffReader(ImageSource source)
    {
        this.source = source;
        TiffStructure.Check(source);
        file = QuietTiff.Open(source, "r");
        first = TiffPage.Of(file, source);
        palette = first.Palette(file);
        spacing = TiffPlace.Read(file);
        int left = 0;
        do
        {
            TiffPage page = slices.Count == 0 ? first : TiffPage.Of(file, source);
            if (slices.Count == 0 || (page.Matches(first) && !page.IsAuxiliary))
            {
                slices.Add(file.CurrentDirectory());
            }
            else if (!page.IsAuxiliary)
            {
                left++;
            }
        }
        while (file.ReadDirectory());
        if (left > 0)
        {
            warnings.Add($"{left} page(s) of another size or kind than the first were left out");
        }
    }

    /// <summary>The image without its pixels.</summary>
    public StoredImage Describe(byte[] bytes) => new()
    {
        Format = TiffFormat.FormatName,
        Grid = Grid(),
        Components = first.Samples,
        Interleaved = first.Interleaved,
        Type = first.Type,
        Bytes = bytes,
        HasAlpha = first.HasAlpha,
        Palette = palette,

        // Where 0 is white, the real value is the brightness: the largest value minus the stored one.
        Slope = first.IsInverted && first.Bits <= 16 ? -1 : 1,
        Intercept = first.IsInverted && first.Bits <= 16 ? (1 << first.Bits) - 1 : 0,
        Warnings = warnings,
    };

    /// <summary>The image with its pixels.</summary>
    public StoredImage Read(ReadLimits limits)
    {
        StoredImage image = Describe([]);
        limits.Check(image, source.Path);
        long fileBytes = new FileInfo(source.Path).Length, packed = image.Grid.Size.Count * image.Components * first.Bits / 8;
        double most = first.IsUncompressed ? fileBytes : first.Bits == 1 ? double.PositiveInfinity : (double)fileBytes * GreatestShrinkage;
        if (packed > most)
        {
            throw source.Error($"the header says {image.Grid.Size} pixels, more than {fileBytes:N0} bytes of file can hold: it was cut short or is damaged.");
        }

        byte[] pixels = new byte[image.ByteCount];
        int sliceBytes = first.Width * first.Height * first.Type.Size();
        for (int z = 0; z < slices.Count; z++)
        {
            if (!file.SetDirectory(slices[z]))
            {
                throw QuietTiff.Failed(source, $"page {z + 1} could not be read");
            }

            // Reading the tags again also sets the decoder up for this page.
            TiffPage page = TiffPage.Of(file, source);
            int slice = z;
            new TiffPixels(file, page, source).Decode(plane => first.Interleaved
                ? pixels.AsMemory(slice * sliceBytes * first.Samples)
                : pixels.AsMemory((plane * slices.Count + slice) * sliceBytes));
        }

        return image with { Bytes = pixels };
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private Grid Grid()
    {
        Spacing step = spacing ?? new Spacing(1, 1, 1);
        return slices.Count == 1
            ? Imaging.Grid.Planar(first.Width, first.Height, step.X, step.Y)
            : Imaging.Grid.Of(new Size3(first.Width, first.Height, slices.Count), step);
    }
}
