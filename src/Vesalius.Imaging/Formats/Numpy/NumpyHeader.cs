using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Numpy;

/// <summary>The header of one NPY array (format versions 1 to 3).</summary>
/// <param name="Type">The type of an element.</param>
/// <param name="BigEndian">Whether the elements are big-endian.</param>
/// <param name="Fortran">Whether the first axis runs fastest rather than the last.</param>
/// <param name="Shape">The size along each axis; empty for a single number.</param>
internal sealed partial record NumpyHeader(VoxelType Type, bool BigEndian, bool Fortran, long[] Shape)
{
    private const int MagicBytes = 8;

    /// <summary>Whether these bytes begin an NPY array.</summary>
    public static bool IsMagic(ReadOnlySpan<byte> head) => head.Length > 6 && head[0] == 0x93 && head[1..6].SequenceEqual("NUMPY"u8);

    /// <summary>Reads the header and leaves the file at the first element.</summary>
    public static NumpyHeader Decode(DecodedFile file, ImageSource source)
    {
        byte[] start = new byte[MagicBytes];
        file.Fill(start, "the magic and version");
        if (!IsMagic(start) || start[6] is < 1 or > 3)
        {
            throw source.Error("an NPY array begins with \\x93NUMPY and version 1 to 3; this does not.", 0);
        }

        byte[] length = new byte[start[6] == 1 ? 2 : 4];
        file.Fill(length, "the header's length");
        long count = length.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (count > ImageSource.MaxHeaderBytes || count > file.MostThatCanFollow)
        {
            throw source.Error($"its header should have {count:N0} bytes, more than can be. It is damaged.", MagicBytes);
        }

        byte[] text = new byte[count];
        file.Fill(text, "the header");
        return Parse(Encoding.UTF8.GetString(text), source);
    }

    /// <summary>The header of version 1 for a little-endian array, last axis fastest, padded to a multiple of 64 bytes.</summary>
    public static byte[] Encode(VoxelType type, IReadOnlyList<long> shape)
    {
        string sizes = string.Join(", ", shape) + (shape.Count == 1 ? "," : string.Empty);
        string text = $"{{'descr': '{NumpyType.Encode(type)}', 'fortran_order': False, 'shape': ({sizes}), }}";
        int total = (MagicBytes + 2 + text.Length + 1 + 63) / 64 * 64, padded = total - MagicBytes - 2;
        byte[] header = new byte[total];
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(MagicBytes), (ushort)padded);
        Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + "\n", header.AsSpan(MagicBytes + 2));
        return header;
    }

    private static NumpyHeader Parse(string text, ImageSource source)
    {
        Match descr = DescrField().Match(text), order = OrderField().Match(text), shape = ShapeField().Match(text);
        if (!descr.Success || !order.Success || !shape.Success)
        {
            throw source.Error(text.Contains("descr", StringComparison.Ordinal) && text.Contains('[', StringComparison.Ordinal)
                ? "its elements are records of several fields, which are no image. Save one field by itself."
                : $"its header should name descr, fortran_order and shape; '{TextNumbers.Shortened(text.Trim())}' came.");
        }

        (VoxelType type, bool bigEndian) = NumpyType.Decode(descr.Groups[1].Value, source);
        long[] sizes = [.. ShapeNumber().Matches(shape.Groups[1].Value).Select(match => long.Parse(match.ValueSpan, CultureInfo.InvariantCulture))];
        source.ExpectCountable(sizes);
        return new NumpyHeader(type, bigEndian, order.Groups[1].Value == "True", sizes);
    }

    [GeneratedRegex(@"['""]descr['""]\s*:\s*['""]([^'""]*)['""]")]
    private static partial Regex DescrField();

    [GeneratedRegex(@"['""]fortran_order['""]\s*:\s*(True|False)")]
    private static partial Regex OrderField();

    [GeneratedRegex(@"['""]shape['""]\s*:\s*\(([\d\s,L]*)\)")]
    private static partial Regex ShapeField();

    [GeneratedRegex(@"\d{1,18}")]
    private static partial Regex ShapeNumber();
}
