using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Jpeg;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Formats;

public sealed class JpegTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vesalius-jpeg").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1, "abcdef", 3)]
    [InlineData(2, "cbafed", 3)]
    [InlineData(3, "fedcba", 3)]
    [InlineData(4, "defabc", 3)]
    [InlineData(5, "adbecf", 2)]
    [InlineData(6, "daebfc", 2)]
    [InlineData(7, "fcebda", 2)]
    [InlineData(8, "cfbead", 2)]
    public void Each_EXIF_orientation_is_turned_upright(int orientation, string expected, int width)
    {
        // The stored picture is abc above def.
        (byte[] pixels, int newWidth, _) = JpegOrientation.Upright([.. "abcdef"u8], (3, 2, 1), orientation);
        Assert.Equal(expected, string.Concat(pixels.Select(pixel => (char)pixel)));
        Assert.Equal(width, newWidth);
    }

    [Fact]
    public void A_sideways_picture_is_turned_and_that_is_said()
    {
        byte[] file = Example();
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        string plain = Path.Combine(folder, "plain.jpg"), sideways = Path.Combine(folder, "sideways.jpg");
        File.WriteAllBytes(plain, file);
        File.WriteAllBytes(sideways, [.. file[..2], .. exif, .. file[2..]]);
        StoredImage stored = VolumeFile.ReadStored(plain), turned = VolumeFile.ReadStored(sideways);
        Assert.Equal((stored.Grid.Size.X, stored.Grid.Size.Y), (turned.Grid.Size.Y, turned.Grid.Size.X));
        Assert.Contains("EXIF", Assert.Single(turned.Warnings), StringComparison.Ordinal);
        Assert.Equal(turned.Grid, VolumeFile.Identify(sideways).Grid);

        // The upper left pixel of the stored picture is the upper right one of the upright picture.
        Assert.Equal(stored.Bytes[..3], turned.Bytes[(3 * (turned.Grid.Size.X - 1))..(3 * turned.Grid.Size.X)]);
    }

    [Fact]
    public void Print_colours_are_refused_with_advice()
    {
        byte[] file = Example();
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        file[frame + 9] = 4;
        string path = Path.Combine(folder, "cmyk.jpg");
        File.WriteAllBytes(path, file);
        Assert.Contains("CMYK", Assert.Throws<VolumeFormatException>(() => VolumeFile.ReadStored(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_cut_short_is_refused_wherever_it_ends()
    {
        byte[] file = Example();
        string path = Path.Combine(folder, "cut.jpg");
        for (int length = 0; length < file.Length - 2; length += 1 + length / 60)
        {
            Assert.False(Damaged.IsRefusedOrRead(file[..length], path));
        }
    }

    [Fact]
    public void A_damaged_picture_never_ends_otherwise_than_in_an_error_about_it() =>
        Damaged.ByChance(Example(), Path.Combine(folder, "damaged.jpg"), 600);

    [Fact]
    public void A_lossless_picture_of_16_bits_is_read_exactly()
    {
        int[] samples = [0, 65535, 1, 40000, 32768, 7];
        string path = Path.Combine(folder, "deep.jpg");
        File.WriteAllBytes(path, new LosslessJpegWriter { Width = 3, Height = 2, Precision = 16, Predictor = 4 }.Write(samples));
        StoredImage image = VolumeFile.ReadStored(path);
        Assert.Equal(VoxelType.UInt16, image.Type);
        Assert.Equal(samples, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(image.Bytes).ToArray().Select(sample => (int)sample));
    }

    [Fact]
    public void The_inverse_cosine_transform_is_within_one_of_the_formula()
    {
        // Real blocks: a few coefficients, whose samples stay in range.
        var random = new Random(3);
        ushort[] steps = [.. Enumerable.Range(0, 64).Select(i => (ushort)(1 + i / 4))];
        ushort[] samples = new ushort[64];
        for (int round = 0; round < 200; round++)
        {
            short[] block = new short[64];
            for (int i = 0; i < 6; i++)
            {
                int at = random.Next(64);
                block[at] = (short)(random.Next(-100, 101) / steps[at]);
            }

            InverseCosineTransform.Block(block, steps, samples, (8, 8));
            for (int i = 0; i < 64; i++)
            {
                Assert.InRange(samples[i] - Math.Clamp(Formula(block, steps, i % 8, i / 8) + 128, 0, 255), -1, 1);
            }
        }
    }

    [Fact]
    public void It_is_not_written()
    {
        string path = Path.Combine(folder, "out.jpg");
        Assert.Contains(".png", Assert.Throws<VolumeFormatException>(() => VolumeFile.Write(path, new Volume<float>(Grid.Planar(2, 2)))).Message, StringComparison.Ordinal);
    }

    /// <summary>ISO/IEC 10918-1, A.3.3.</summary>
    private static double Formula(short[] block, ushort[] steps, int x, int y)
    {
        double sum = 0;
        for (int i = 0; i < 64; i++)
        {
            (int u, int v) = (i % 8, i / 8);
            double weight = (u == 0 ? Math.Sqrt(0.5) : 1) * (v == 0 ? Math.Sqrt(0.5) : 1) / 4;
            sum += weight * block[i] * steps[i] * Math.Cos((2 * x + 1) * u * Math.PI / 16) * Math.Cos((2 * y + 1) * v * Math.PI / 16);
        }

        return sum;
    }

    private static byte[] Example() => File.ReadAllBytes(SharedData.Require("conformance", "img2d", "rgb.jpg"));
}
