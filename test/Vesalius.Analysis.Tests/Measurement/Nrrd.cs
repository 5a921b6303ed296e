using System.Globalization;
using System.IO.Compression;
using System.Text;
using Vesalius.Imaging;

namespace Vesalius.Tests.Measuring;

/// <summary>Reads the reference images: three-dimensional NRRD of whole numbers with axes along the patient's.</summary>
internal static class Nrrd
{
    /// <summary>The voxels as real numbers on a grid of the same spacing.</summary>
    public static Volume<float> Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int end = file.AsSpan().IndexOf("\n\n"u8);
        Dictionary<string, string> header = Encoding.ASCII.GetString(file, 0, end).Split('\n')
            .Select(line => line.Split(": ", 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        int[] size = [.. header["sizes"].Split(' ').Select(int.Parse)];
        double[] spacing = [.. header["space directions"].Split(") (").Select(v => v.Trim('(', ')').Split(',').Sum(part => Math.Abs(Number(part))))];
        byte[] voxels = Voxels(file[(end + 2)..], header["encoding"]);
        int bytes = voxels.Length / size.Aggregate(1, (a, b) => a * b);
        return new Volume<float>(
            Grid.Of(new Size3(size[0], size[1], size[2]), new Spacing(spacing[0], spacing[1], spacing[2])),
            [.. Enumerable.Range(0, voxels.Length / bytes).Select(i => Value(voxels, i, header["type"]))]);
    }

    private static byte[] Voxels(byte[] stored, string encoding)
    {
        if (encoding == "raw")
        {
            return stored;
        }

        using var unpacked = new MemoryStream();
        using var zip = new GZipStream(new MemoryStream(stored), CompressionMode.Decompress);
        zip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static float Value(byte[] voxels, int i, string type) => type switch
    {
        "short" or "int16" => BitConverter.ToInt16(voxels, 2 * i),
        "unsigned short" or "uint16" => BitConverter.ToUInt16(voxels, 2 * i),
        "uchar" or "unsigned char" or "uint8" => voxels[i],
        "int" => BitConverter.ToInt32(voxels, 4 * i),
        "unsigned int" => BitConverter.ToUInt32(voxels, 4 * i),
        "float" => BitConverter.ToSingle(voxels, 4 * i),
        _ => throw new NotSupportedException(type),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
