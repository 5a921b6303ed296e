using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>The fields and the key-value pairs of a NRRD header.</summary>
internal sealed class NrrdHeader
{
    private readonly Dictionary<string, string> fields = [];
    private readonly List<KeyValuePair<string, string>> pairs = [];
    private readonly ImageSource source;

    private NrrdHeader(ImageSource source) => this.source = source;

    /// <summary>The <c>key:=value</c> lines, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    /// <summary>The names of voxel files that follow a <c>data file: LIST</c> field.</summary>
    public IReadOnlyList<string> ListedFiles { get; private set; } = [];

    /// <summary>Reads the header and leaves the file at the first byte after it.</summary>
    public static NrrdHeader Decode(DecodedFile file, ImageSource source)
    {
        string? magic = file.Line();
        if (magic is not { Length: 8 } || !magic.StartsWith("NRRD000", StringComparison.Ordinal) || magic[7] is < '1' or > '5')
        {
            throw source.Error($"the first line should be NRRD0001 to NRRD0005; '{TextNumbers.Shortened(magic ?? string.Empty)}' came.", 0);
        }

        var header = new NrrdHeader(source);
        while (file.Line() is { Length: > 0 } line)
        {
            header.Add(line, file.Position);
            if (file.Position > ImageSource.MaxHeaderBytes)
            {
                throw source.Error($"the header is longer than {ImageSource.MaxHeaderBytes:N0} bytes; an empty line should end it.", file.Position);
            }

            if (header.NamesAList)
            {
                header.ListedFiles = header.FileList(file);
                break;
            }
        }

        return header;
    }

    /// <summary>A field's value, or null. Names are compared without spaces and case.</summary>
    public string? Find(string field) => fields.GetValueOrDefault(Key(field));

    /// <summary>A field's value.</summary>
    public string Require(string field) => Find(field)
        ?? throw source.Error($"the header has no field '{field}', without which the voxels cannot be read.");

    private bool NamesAList => Find("data file") is { } name && name.StartsWith("LIST", StringComparison.Ordinal);

    private static string Key(string field) => field.Replace(" ", string.Empty, StringComparison.Ordinal).Trim().ToLowerInvariant();

    private void Add(string line, long position)
    {
        if (line.StartsWith('#'))
        {
            return;
        }

        int pair = line.IndexOf(":=", StringComparison.Ordinal), field = line.IndexOf(':', StringComparison.Ordinal);
        if (pair >= 0 && pair == field)
        {
            pairs.Add(new(line[..pair].Trim(), NrrdText.Unescape(line[(pair + 2)..].Trim())));
        }
        else if (field > 0)
        {
            fields[Key(line[..field])] = line[(field + 1)..].Trim();
        }
        else
        {
            throw source.Error($"a header line is 'field: value' or 'key:=value'; '{TextNumbers.Shortened(line)}' came.", position);
        }
    }

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

        return names.Count is > 0 and <= Most ? names : throw source.Error($"a list of 1 to {Most:N0} voxel files was expected after 'data file: LIST'; {names.Count} came.");
    }
}
