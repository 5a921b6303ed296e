using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.MetaImage;

/// <summary>The fields of a MetaImage header. The last one names where the voxels are.</summary>
internal sealed class MetaImageHeader
{
    private readonly Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImageSource source;

    private MetaImageHeader(ImageSource source) => this.source = source;

    /// <summary>The names of voxel files that follow <c>ElementDataFile = LIST</c>.</summary>
    public IReadOnlyList<string> ListedFiles { get; private set; } = [];

    /// <summary>Fields that are free text, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => [.. fields.Where(pair => !Known.Contains(pair.Key))];

    private static HashSet<string> Known { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        "ObjectType", "ObjectSubType", "NDims", "DimSize", "BinaryData", "ElementByteOrderMSB", "BinaryDataByteOrderMSB", "CompressedData",
        "CompressedDataSize", "CompressionLevel", "TransformMatrix", "Orientation", "Rotation", "Offset", "Position", "Origin", "CenterOfRotation",
        "AnatomicalOrientation", "ElementSpacing", "ElementSize", "ElementNumberOfChannels", "ElementType", "ElementDataFile", "HeaderSize",
        "ElementToIntensityFunctionSlope", "ElementToIntensityFunctionOffset", "ElementMin", "ElementMax", "DistanceUnits",
    };

    /// <summary>Reads the header and leaves the file at the first byte after it.</summary>
    public static MetaImageHeader Decode(DecodedFile file, ImageSource source)
    {
        var header = new MetaImageHeader(source);
        while (header.Find("ElementDataFile") is null)
        {
            string line = file.Line() ?? throw source.Error("the header should end with ElementDataFile, which says where the voxels are; the file ends before.", file.Position);
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                header.fields[line[..equals].Trim()] = line[(equals + 1)..].Trim();
            }
            else if (line.Trim().Length > 0)
            {
                throw source.Error($"a header line is 'Key = Value'; '{TextNumbers.Shortened(line)}' came.", file.Position);
            }

            if (file.Position > ImageSource.MaxHeaderBytes)
            {
                throw source.Error($"the header is longer than {ImageSource.MaxHeaderBytes:N0} bytes; ElementDataFile should end it.", file.Position);
            }
        }

        if (header.Require("ElementDataFile").StartsWith("LIST", StringComparison.Ordinal))
        {
            header.ListedFiles = header.FileList(file);
        }

        return header;
    }

    /// <summary>The value of the first of these fields that the header has, or null.</summary>
    public string? Find(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (fields.TryGetValue(name, out string? value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The value of a field.</summary>
    public string Require(string name) => Find(name) ?? throw source.Error($"the header has no field '{name}', without which the voxels cannot be read.");

    /// <summary>Whether a field says True.</summary>
    public bool IsTrue(params ReadOnlySpan<string> names) => Find(names) is { } value && (value.StartsWith("T", StringComparison.OrdinalIgnoreCase) || value == "1");

    private List<string> FileList(DecodedFile file)
    {
        const int Most = 100_000;
        var names = new List<string>();
        while (file.Line() is { } line && names.Count <= Most)
        {
            if (line.Trim().Length > 0)
            {
                names.Add(line.Trim());
            }
        }

        return names.Count is > 0 and <= Most ? names : throw source.Error($"a list of 1 to {Most:N0} voxel files was expected after 'ElementDataFile = LIST'; {names.Count} came.");
    }
}
