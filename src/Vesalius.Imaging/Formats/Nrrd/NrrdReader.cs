using System.Text.RegularExpressions;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>Reads NRRD headers and finds their voxels.</summary>
internal static class NrrdReader
{
    /// <summary>The image without voxels.</summary>
    public static StoredImage Identify(ImageSource source)
    {
        using DecodedFile file = DecodedFile.OpenAsIs(source);
        return Describe(NrrdHeader.Decode(file, source), source);
    }

    /// <summary>The image with voxels.</summary>
    public static StoredImage Read(ImageSource source, ReadLimits limits)
    {
        using DecodedFile file = DecodedFile.OpenAsIs(source);
        NrrdHeader header = NrrdHeader.Decode(file, source);
        StoredImage image = Describe(header, source);
        limits.Check(image, source.Path);
        byte[] voxels = new NrrdVoxels(header, image, source).Read(file);
        if (IsBigEndian(header, source))
        {
            ByteOrder.ReverseInPlace(voxels, image.Type);
        }

        return image with { Bytes = voxels };
    }

    private static StoredImage Describe(NrrdHeader header, ImageSource source)
    {
        var warnings = new List<string>();
        NrrdAxes axes = NrrdAxes.Decode(header, source);
        VoxelType type = NrrdType.Decode(header.Require("type"), source);
        long components = axes.Components;
        if (axes.IsComplex && type is VoxelType.Float32 or VoxelType.Float64)
        {
            type = type == VoxelType.Float32 ? VoxelType.Complex64 : VoxelType.Complex128;
            components /= 2;
        }

        if (type.Size() > 1 && !IsText(header) && header.Find("endian") is null)
        {
            warnings.Add("The header does not say in which byte order the voxels are; little-endian was taken.");
        }

        bool segmentation = SegmentLabels.ArePresent(header.Pairs);
        return new StoredImage
        {
            Format = "NRRD",
            Grid = new NrrdGeometry(header, axes, source, warnings).Grid(),
            Components = (int)components,
            Interleaved = axes.Interleaved && components > 1,
            Type = type,
            Bytes = [],
            IsLabelMap = segmentation,
            Labels = segmentation ? SegmentLabels.Decode(header.Pairs, (int)components, source) : null,
            Metadata = header.Pairs,
            Warnings = warnings,
        };
    }

    private static bool IsText(NrrdHeader header) => Regex.IsMatch(header.Find("encoding") ?? string.Empty, "^(txt|text|ascii)$", RegexOptions.IgnoreCase);

    private static bool IsBigEndian(NrrdHeader header, ImageSource source) => !IsText(header) && header.Find("endian")?.ToLowerInvariant() switch
    {
        null or "little" => false,
        "big" => true,
        var other => throw source.Error($"the byte order is 'little' or 'big'; '{TextNumbers.Shortened(other)}' came."),
    };
}
