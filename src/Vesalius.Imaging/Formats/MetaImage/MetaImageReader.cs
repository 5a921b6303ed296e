using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.MetaImage;

/// <summary>Reads MetaImage headers and finds their voxels.</summary>
internal static class MetaImageReader
{
    /// <summary>The image without voxels.</summary>
    public static StoredImage Identify(ImageSource source)
    {
        using DecodedFile file = DecodedFile.OpenAsIs(source);
        return Describe(MetaImageHeader.Decode(file, source), source);
    }

    /// <summary>The image with voxels.</summary>
    public static StoredImage Read(ImageSource source, ReadLimits limits)
    {
        using DecodedFile file = DecodedFile.OpenAsIs(source);
        MetaImageHeader header = MetaImageHeader.Decode(file, source);
        StoredImage image = Describe(header, source);
        limits.Check(image, source.Path);
        byte[] voxels = new MetaImageVoxels(header, image, source).Read(file);
        if (IsBinary(header) && header.IsTrue("BinaryDataByteOrderMSB", "ElementByteOrderMSB"))
        {
            ByteOrder.ReverseInPlace(voxels, image.Type);
        }

        return image with { Bytes = voxels };
    }

    /// <summary>Whether voxels are bytes rather than text.</summary>
    public static bool IsBinary(MetaImageHeader header) => header.Find("BinaryData") is null || header.IsTrue("BinaryData");

    private static StoredImage Describe(MetaImageHeader header, ImageSource source)
    {
        if (header.Find("ObjectType") is { } kind && !kind.Equals("Image", StringComparison.OrdinalIgnoreCase))
        {
            throw source.Error($"it holds an object of type '{TextNumbers.Shortened(kind)}'; an Image was expected.");
        }

        long[] sizes = source.Wholes(header.Require("DimSize"), "DimSize");
        long axes = source.Whole(header.Require("NDims"), "NDims");
        if (axes is < 1 or > 10 || sizes.Length != axes)
        {
            throw source.Error($"NDims from 1 to 10 and as many sizes were expected; NDims {axes} and {sizes.Length} sizes came.");
        }

        long channels = header.Find("ElementNumberOfChannels") is { } text ? source.Whole(text, "ElementNumberOfChannels") : 1;
        source.ExpectCountable([.. sizes, channels]);
        long volumes = sizes.Skip(3).Aggregate(1L, (product, size) => product * size);
        if (channels > 1 && volumes > 1)
        {
            throw source.Error($"it holds {volumes} volumes of {channels} channels; either can be read, not both. Split the series first.");
        }

        var warnings = new List<string>();
        return new StoredImage
        {
            Format = "MetaImage",
            Grid = source.Grid([.. sizes, 1, 1], new MetaImageGeometry(header, (int)axes, source, warnings).Affine(), axes < 3 ? 2 : 3),
            Components = source.Components(channels * volumes),
            Interleaved = channels > 1,
            Type = MetaImageType.Decode(header.Require("ElementType"), source),
            Bytes = [],
            Slope = Scale(header, "ElementToIntensityFunctionSlope", 1, source),
            Intercept = Scale(header, "ElementToIntensityFunctionOffset", 0, source),
            Metadata = header.Metadata,
            Warnings = warnings,
        };
    }

    private static double Scale(MetaImageHeader header, string field, double otherwise, ImageSource source) =>
        header.Find(field) is { } text && source.Real(text, field) is var value && double.IsFinite(value) && (value != 0 || otherwise == 0) ? value : otherwise;
}
