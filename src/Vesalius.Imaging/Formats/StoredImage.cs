using System.Numerics;
using System.Runtime.InteropServices;

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

    /// <summary>
    /// How many decoded bytes the image has: the size <see cref="Bytes"/> has once read. A number beyond 64 bits stays at
    /// <see cref="long.MaxValue"/>.
    /// </summary>
    public long ByteCount => (long)Int128.Min((Int128)Grid.Size.Count * Components * Type.Size(), long.MaxValue);

    /// <summary>The voxels of a volume, to be written in their own type; a mask becomes 0 and 1 in 8 bits. The voxels are copied.</summary>
    /// <typeparam name="T">One of the types of <see cref="VoxelType"/>, or <see cref="bool"/>.</typeparam>
    /// <exception cref="NotSupportedException">The type is none of them.</exception>
    /// <exception cref="ArgumentException">The voxels have more bytes than one array can hold.</exception>
    public static StoredImage Of<T>(Volume<T> volume)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(volume);
        _ = VoxelCount.BytesOfOneArray(volume.Grid.Size, System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        return new StoredImage
        {
            Format = "memory",
            Grid = volume.Grid,
            Type = TypeOf<T>(),
            Bytes = MemoryMarshal.AsBytes(volume.Voxels).ToArray(),
        };
    }

    /// <summary>A label map in the smallest type that holds its values, one component per layer.</summary>
    /// <exception cref="ArgumentException">The layers have more bytes than one array can hold.</exception>
    public static StoredImage Of(LabelMap labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        bool small = labels.Layers.All(layer => !layer.Voxels.ContainsAnyExceptInRange<ushort>(0, byte.MaxValue));
        return new StoredImage
        {
            Format = "memory",
            Grid = labels.Grid,
            Components = labels.Layers.Count,
            Type = small ? VoxelType.UInt8 : VoxelType.UInt16,
            Bytes = LayerBytes(labels, small),
            Labels = labels.Table,
            IsLabelMap = true,
        };
    }

    private static byte[] LayerBytes(LabelMap labels, bool small)
    {
        long layerBytes = labels.Grid.Size.Count * (small ? 1 : 2);
        byte[] bytes = GC.AllocateUninitializedArray<byte>(
            VoxelCount.BytesOfOneArray(labels.Grid.Size, (long)labels.Layers.Count * (small ? 1 : 2)));
        for (int i = 0; i < labels.Layers.Count; i++)
        {
            Span<byte> target = bytes.AsSpan((int)(i * layerBytes), (int)layerBytes);
            if (small)
            {
                System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<ushort, byte>(labels.Layers[i].Voxels, target);
            }
            else
            {
                MemoryMarshal.AsBytes(labels.Layers[i].Voxels).CopyTo(target);
            }
        }

        return bytes;
    }

    private static VoxelType TypeOf<T>() => default(T) switch
    {
        byte or bool => VoxelType.UInt8,
        sbyte => VoxelType.Int8,
        ushort => VoxelType.UInt16,
        short => VoxelType.Int16,
        uint => VoxelType.UInt32,
        int => VoxelType.Int32,
        ulong => VoxelType.UInt64,
        long => VoxelType.Int64,
        Half => VoxelType.Float16,
        float => VoxelType.Float32,
        double => VoxelType.Float64,
        Complex => VoxelType.Complex128,
        _ => throw new NotSupportedException($"Voxels of type {typeof(T).Name} have no stored form; convert them to a number type first."),
    };
}
