using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>Reads NIfTI and Analyze files.</summary>
internal static class NiftiReader
{
    /// <summary>The image without voxels.</summary>
    public static StoredImage Identify(ImageSource asked)
    {
        ImageSource source = asked with { Path = NiftiPair.HeaderOf(asked) };
        using DecodedFile file = DecodedFile.Open(source);
        return Describe(NiftiHeaderDecoder.Decode(file, source), file, source);
    }

    /// <summary>The image with voxels.</summary>
    public static StoredImage Read(ImageSource asked, ReadLimits limits)
    {
        ImageSource source = asked with { Path = NiftiPair.HeaderOf(asked) };
        using DecodedFile file = DecodedFile.Open(source);
        NiftiHeader header = NiftiHeaderDecoder.Decode(file, source);
        source = source with { Format = header.FormatName };
        StoredImage image = Describe(header, file, source);
        limits.Check(image, asked.Path);
        if (!header.IsPair)
        {
            return image with { Bytes = Voxels(file, header, image, source) };
        }

        file.ExpectSoundEnd();
        ImageSource voxels = source with { Path = NiftiPair.VoxelsOf(source) };
        using DecodedFile second = DecodedFile.Open(voxels);
        return image with { Bytes = Voxels(second, header, image, voxels) };
    }

    private static byte[] Voxels(DecodedFile file, NiftiHeader header, StoredImage image, ImageSource source)
    {
        file.SkipTo(VoxelStart(header, source), "the part before the voxels");
        byte[] voxels = file.Voxels(image.ByteCount);
        if (header.BigEndian)
        {
            ByteOrder.ReverseInPlace(voxels, image.Type);
        }

        return voxels;
    }

    private static StoredImage Describe(NiftiHeader header, DecodedFile file, ImageSource asked)
    {
        ImageSource source = asked with { Format = header.FormatName };
        RefuseWhatIsNoImage(header, source);
        var warnings = new List<string>();
        (VoxelType type, int parts) = NiftiDatatype.Decode(header.Datatype, source);
        long[] sizes = Sizes(header, source);
        long volumes = sizes[3] * sizes[4] * sizes[5] * sizes[6];
        if (parts > 1 && volumes > 1)
        {
            throw source.Error($"it holds {volumes} colour volumes; a single one can be read. Split the series first.");
        }

        Grid grid = source.Grid(sizes, new NiftiGeometry(header, source, warnings).Affine(), header.Dim[0] <= 2 ? 2 : 3);
        IReadOnlyList<NiftiExtension> extensions = NiftiExtension.ReadAll(file, header, VoxelStart(header, source), source, warnings);
        (double slope, double intercept) = Scale(header, parts);
        return new StoredImage
        {
            Format = header.FormatName,
            Grid = grid,
            Components = source.Components(volumes * parts),
            Interleaved = parts > 1,
            Type = type,
            Bytes = [],
            Slope = slope,
            Intercept = intercept,
            IsLabelMap = header.IntentCode == NiftiHeader.LabelIntent,
            Labels = CaretLabels.Find(extensions),
            Metadata = NiftiMetadata.Of(header, extensions),
            Warnings = warnings,
        };
    }

    private static void RefuseWhatIsNoImage(NiftiHeader header, ImageSource source)
    {
        if (header.Version == NiftiVersion.Analyze && !Path.GetFileName(source.Path).Contains(".hdr", StringComparison.OrdinalIgnoreCase))
        {
            throw source.Error("a NIfTI header ends with n+1 or ni1; this one does not, and an Analyze image is a pair of .hdr and .img. The header is damaged.", 344);
        }

        if (header.IntentCode is >= 3000 and < 3100)
        {
            throw source.Error($"this is a CIFTI file (intent {header.IntentCode}): values on brain surfaces, not an image of voxels. Convert it to a volume first.");
        }
    }

    /// <summary>Seven sizes; those beyond the number of axes are 1.</summary>
    private static long[] Sizes(NiftiHeader header, ImageSource source)
    {
        if (header.Dim[0] is < 1 or > 7)
        {
            throw source.Error($"the number of axes lies between 1 and 7; {header.Dim[0]} came. The header is damaged.");
        }

        long[] sizes = new long[7];
        for (int axis = 1; axis <= 7; axis++)
        {
            sizes[axis - 1] = axis <= header.Dim[0] ? header.Dim[axis] : 1;
        }

        source.ExpectCountable(sizes);
        return sizes;
    }

    /// <summary>A slope of 0 or NaN means that stored values are real values; colours are never scaled.</summary>
    private static (double Slope, double Intercept) Scale(NiftiHeader header, int parts) =>
        parts > 1 || header.Slope == 0 || !double.IsFinite(header.Slope)
            ? (1, 0)
            : (header.Slope, double.IsFinite(header.Intercept) ? header.Intercept : 0);

    private static long VoxelStart(NiftiHeader header, ImageSource source)
    {
        if (!(header.VoxOffset >= 0 && header.VoxOffset <= long.MaxValue / 2))
        {
            throw source.Error($"the voxels cannot begin at byte {header.VoxOffset}. The header is damaged.", header.Version == NiftiVersion.Two ? 168 : 108);
        }

        return header.IsPair ? (long)header.VoxOffset : Math.Max((long)header.VoxOffset, header.HeaderBytes + 4);
    }
}
