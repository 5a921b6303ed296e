using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Learning.Models;

namespace Vesalius.Learning.Preprocessing;

/// <summary>
/// A prepared case as a file: the magic "VSLPREP2", the length of the header (4 bytes, little-endian), the header as JSON, the intensities
/// (binary32, little-endian, [C, Z, Y, X]) and the classes (one byte each, [Z, Y, X]).
/// </summary>
internal static class PreparedCaseFile
{
    public const int FormatVersion = 2;

    private const int LongestHeader = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "VSLPREP2"u8;

    private sealed record Header(
        string Id, string Key, string Sha256, int Channels, int Dimensions, int[] Size, double[] Affine, int[] NotAnnotated)
    {
        /// <summary>What labels stand for where structures may overlap; null where a label is a class.</summary>
        public ulong[]? Combinations { get; init; }
    }

    /// <summary>Writes a case under a temporary name and renames it, so that a file is whole or not there.</summary>
    public static void Write(string path, string key, PreparedCase one)
    {
        Grid grid = one.Scan.Grid;
        ReadOnlySpan<byte> voxels = MemoryMarshal.AsBytes(one.Scan.Voxels.AsSpan());
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(new Header(
            one.Id, key, HashOf(voxels, one.Labels), one.Scan.ChannelCount, grid.Dimensions,
            [grid.Size.X, grid.Size.Y, grid.Size.Z], Numbers(grid.Affine), [.. one.NotAnnotatedClasses])
        {
            Combinations = one.Combinations is null ? null : [.. one.Combinations],
        });
        AtomicFile.Write(path, file =>
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
            file.Write(Magic);
            file.Write(length);
            file.Write(header);
            file.Write(MemoryMarshal.AsBytes(one.Scan.Voxels.AsSpan()));
            file.Write(one.Labels);
        });
    }

    /// <summary>Reads a case; null when there is no such file, it was made from something else, or it is damaged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What it must have been made from; null to take any.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="verify">Whether the contents are compared with their hash, rather than only their length.</param>
    public static PreparedCase? TryRead(string path, string? key, int classCount, bool verify)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return ReadHeader(file) is { } header && (key is null || header.Key == key) ? ReadVoxels(file, header, classCount, verify) : null;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException or JsonException)
        {
            return null;
        }
    }

    private static Header? ReadHeader(FileStream file)
    {
        Span<byte> start = stackalloc byte[12];
        file.ReadExactly(start);
        int length = BinaryPrimitives.ReadInt32LittleEndian(start[8..]);
        if (!start[..8].SequenceEqual(Magic) || length is < 2 or > LongestHeader)
        {
            return null;
        }

        byte[] header = new byte[length];
        file.ReadExactly(header);
        return JsonSerializer.Deserialize<Header>(header)
            is { Size.Length: 3, Affine.Length: 12, Channels: >= 1, NotAnnotated: not null } read ? read : null;
    }

    private static PreparedCase? ReadVoxels(FileStream file, Header header, int classCount, bool verify)
    {
        var size = new Size3(header.Size[0], header.Size[1], header.Size[2]);
        if (size.Count * (Int128)header.Channels > Array.MaxLength
            || file.Length - file.Position != size.Count * (sizeof(float) * (long)header.Channels + 1))
        {
            return null;
        }

        float[] voxels = GC.AllocateUninitializedArray<float>((int)size.Count * header.Channels);
        byte[] labels = GC.AllocateUninitializedArray<byte>((int)size.Count);
        file.ReadExactly(MemoryMarshal.AsBytes(voxels.AsSpan()));
        file.ReadExactly(labels);
        return verify && HashOf(MemoryMarshal.AsBytes(voxels.AsSpan()), labels) != header.Sha256 ? null
            : header.Combinations is { } combinations
                ? new PreparedCase(header.Id, ScanOf(header, size, voxels), new RegionCodes(labels, combinations, classCount))
                {
                    NotAnnotatedClasses = header.NotAnnotated,
                }
                : new PreparedCase(header.Id, ScanOf(header, size, voxels), labels, classCount)
                {
                    NotAnnotatedClasses = header.NotAnnotated,
                };
    }

    private static PreparedScan ScanOf(Header header, Size3 size, float[] voxels) =>
        new(new Grid(size, AffineOf(header.Affine), header.Dimensions), header.Channels, voxels);

    private static string HashOf(ReadOnlySpan<byte> voxels, ReadOnlySpan<byte> labels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(voxels);
        hash.AppendData(labels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static double[] Numbers(Affine a) =>
        [a.XStep.X, a.XStep.Y, a.XStep.Z, a.YStep.X, a.YStep.Y, a.YStep.Z, a.ZStep.X, a.ZStep.Y, a.ZStep.Z, a.Origin.X, a.Origin.Y, a.Origin.Z];

    private static Affine AffineOf(double[] n) =>
        new(new(n[0], n[1], n[2]), new(n[3], n[4], n[5]), new(n[6], n[7], n[8]), new(n[9], n[10], n[11]));
}
