using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Voxels written as text: numbers between white space, or pairs of hexadecimal digits.</summary>
internal static class TextVoxels
{
    private const int LongestNumber = 400;

    /// <summary>Numbers between white space or commas.</summary>
    public static byte[] Numbers(DecodedFile file, StoredImage image, ImageSource source)
    {
        RefuseShort(file, image.Grid.Size.Count * image.Components, source);
        byte[] voxels = new byte[image.ByteCount];
        switch (image.Type)
        {
            case VoxelType.UInt8: Parse<byte>(file, voxels, source); break;
            case VoxelType.Int8: Parse<sbyte>(file, voxels, source); break;
            case VoxelType.UInt16: Parse<ushort>(file, voxels, source); break;
            case VoxelType.Int16: Parse<short>(file, voxels, source); break;
            case VoxelType.UInt32: Parse<uint>(file, voxels, source); break;
            case VoxelType.Int32: Parse<int>(file, voxels, source); break;
            case VoxelType.UInt64: Parse<ulong>(file, voxels, source); break;
            case VoxelType.Int64: Parse<long>(file, voxels, source); break;
            case VoxelType.Float32 or VoxelType.Complex64: Parse<float>(file, voxels, source); break;
            case VoxelType.Float64 or VoxelType.Complex128: Parse<double>(file, voxels, source); break;
            default: throw source.Error($"{image.Type.Name()} values are not read from text.");
        }

        return voxels;
    }

    /// <summary>Pairs of hexadecimal digits, white space anywhere.</summary>
    public static byte[] Hexadecimal(DecodedFile file, long count, ImageSource source)
    {
        RefuseShort(file, 2 * count, source);
        byte[] voxels = new byte[count];
        long digits = 0;
        byte[] buffer = new byte[1 << 14];
        while (digits < 2 * count)
        {
            int read = file.ReadUpTo(buffer);
            if (read == 0)
            {
                throw source.Error($"{2 * count:N0} hexadecimal digits were expected; the file ends after {digits:N0}. It was cut short.", file.Position);
            }

            foreach (byte c in buffer.AsSpan(0, read))
            {
                if (!char.IsWhiteSpace((char)c) && digits < 2 * count)
                {
                    voxels[digits / 2] = (byte)(voxels[digits / 2] << 4 | Digit(c, file, source));
                    digits++;
                }
            }
        }

        return voxels;
    }

    private static int Digit(byte c, DecodedFile file, ImageSource source) => char.IsAsciiHexDigit((char)c)
        ? (c & 15) + (c > '9' ? 9 : 0)
        : throw source.Error($"a hexadecimal digit was expected; byte {c} came.", file.Position);

    private static void RefuseShort(DecodedFile file, long characters, ImageSource source)
    {
        if (characters > file.MostThatCanFollow)
        {
            throw source.Error($"at least {characters:N0} characters of voxels are needed; the file has at most {Math.Max(0, file.MostThatCanFollow):N0} left. It was cut short.", file.Position);
        }
    }

    private static void Parse<T>(DecodedFile file, byte[] bytes, ImageSource source)
        where T : unmanaged, INumber<T>
    {
        Span<T> voxels = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        var words = new WordReader(file, LongestNumber);
        for (int i = 0; i < voxels.Length; i++)
        {
            ReadOnlySpan<byte> word = words.Next();
            if (!T.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out voxels[i]))
            {
                string came = word.IsEmpty ? "the end of the file" : $"'{System.Text.Encoding.UTF8.GetString(word)}'";
                throw source.Error($"{voxels.Length:N0} {typeof(T).Name} numbers were expected; {came} came as number {i + 1:N0}.", file.Position);
            }
        }
    }
}
