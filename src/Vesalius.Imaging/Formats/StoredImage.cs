namespace Vesalius.Imaging.Formats;

/// <summary>
/// An image exactly as its file stores it, before any rescale: what a format reads and writes. The voxels are little-endian and unpacked,
/// in the file's own order; geometry is already in LPS+ millimetres.
/// </summary>
public sealed record StoredImage
{
    /// <summary>The format's name, such as "NIfTI-1".</summary>
    public required string Format { get; init; }

    /// <summary>Where the voxels of each component lie.</summary>
    public required Grid Grid { get; init; }

    /// <summary>How many values each voxel has: channels, time points, vector or colour parts. 1 for a plain scan.</summary>
    public int Components { get; init; } = 1;

    /// <summary>Whether the components of one voxel lie side by side (colour pixels), or each component is a volume of its own (time series).</summary>
    public bool Interleaved { get; init; }

    /// <summary>The type of one stored component.</summary>
    public required VoxelType Type { get; init; }

    /// <summary>The decoded stored values, little-endian, in the file's order. Empty when only the header was read.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>What a stored value is multiplied by to get the real one. 1 when the file says nothing.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>What is added after the slope. 0 when the file says nothing.</summary>
    public double Intercept { get; init; }

    /// <summary>The names and colours of labels, where the file knows them; then the image is a label map.</summary>
    public LabelTable? Labels { get; init; }

    /// <summary>Whether the file says of itself that its values are labels (NIfTI intent 1002, .seg.nrrd).</summary>
    public bool IsLabelMap { get; init; }

    /// <summary>
    /// The colours of a palette image, whose stored values are indices into them. Read as labels the indices are the labels; read as a scan
    /// the image is the luminance of these colours. Null for an image without a palette.
    /// </summary>
    public IReadOnlyList<Rgb>? Palette { get; init; }

    /// <summary>Whether the last component is opacity, which is no part of the picture's values.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>Text that came with the file and is kept when it is written again in the same format: comments, key-value pairs.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <summary>What in the file was doubtful, and how it was read all the same.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How many decoded bytes the image has: the size <see cref="Bytes"/> has once read.</summary>
    public long ByteCount => Grid.Size.Count * Components * Type.Size();
}
