using System.Globalization;
using System.Reflection;
using Vesalius.Dicom.Codecs;

namespace Vesalius.Dicom.Tests.Codecs;

/// <summary>A frame that another program encoded (Golden/make.py), and what its decoder makes of it.</summary>
internal sealed record GoldenFrame(string Name, string TransferSyntax, FrameFormat Format, int Tolerance)
{
    private static readonly Assembly Here = typeof(GoldenFrame).Assembly;

    public static IReadOnlyDictionary<string, GoldenFrame> All { get; } = Load().ToDictionary(frame => frame.Name);

    public byte[] Code => Resource(Name + ".bin")!;

    /// <summary>The other decoder's samples; where it has none of its own, the picture that was encoded.</summary>
    public byte[] Expected => Resource(Name + ".raw") ?? Picture();

    private byte[] Picture()
    {
        var bytes = new List<byte>();
        for (int y = 0; y < Format.Rows; y++)
        {
            for (int x = 0; x < Format.Columns; x++)
            {
                for (int c = 0; c < Format.SamplesPerPixel; c++)
                {
                    int value = Sample(x, y, c);
                    bytes.Add((byte)value);
                    bytes.AddRange(Format.BytesPerSample == 2 ? [(byte)(value >> 8)] : []);
                }
            }
        }

        return [.. bytes];
    }

    private int Sample(int x, int y, int c)
    {
        int value = 200 * (c + 1) + 12 * x + 9 * y * (c + 1) + (x * x + 3 * y * y) / 16 % 97 + (x / 9 + y / 6) % 2 * 300;
        value = (Format.BitsStored <= 8 ? value / 8 : value) % (1 << Format.BitsStored);
        return Format.IsSigned ? value - (1 << (Format.BitsStored - 1)) : value;
    }

    private static IEnumerable<GoldenFrame> Load()
    {
        string table = System.Text.Encoding.UTF8.GetString(Resource("frames.tsv")!);
        foreach (string line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] cells = line.Split('\t');
            int[] numbers = [.. cells.Skip(2).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
            var format = new FrameFormat
            {
                Rows = numbers[0],
                Columns = numbers[1],
                SamplesPerPixel = numbers[2],
                BitsAllocated = numbers[3],
                BitsStored = numbers[4],
                IsSigned = numbers[5] == 1,
                PhotometricInterpretation = numbers[2] == 3 ? "RGB" : "MONOCHROME2",
            };
            yield return new GoldenFrame(cells[0], cells[1], format, numbers[6]);
        }
    }

    private static byte[]? Resource(string name)
    {
        using Stream? stream = Here.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
