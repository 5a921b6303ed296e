using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Files that are cut short or changed give an error of their format, and never take more memory than allowed.</summary>
public sealed class DamagedFileTests
{
    public static IEnumerable<TheoryDataRow<string>> Endings => FormatCase.Endings;

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_file_cut_at_any_length_is_an_error_of_its_format(string ending)
    {
        using var folder = new TemporaryFolder();
        string path = folder["x" + ending];
        VolumeFile.WriteStored(path, FormatContractTests.Image(VoxelType.Int16, Grid.Of(new Size3(9, 7, 5), new Spacing(1, 1, 2))));
        foreach (string file in Directory.GetFiles(folder.Path))
        {
            byte[] whole = File.ReadAllBytes(file);
            bool detachedHeader = file.EndsWith(".nhdr", StringComparison.Ordinal) || file.EndsWith(".mhd", StringComparison.Ordinal);
            int last = detachedHeader ? whole.Length - 2 : whole.Length - 1; // a text header may lack its final line end
            if (file.EndsWith(".hdr", StringComparison.Ordinal))
            {
                last = Math.Min(last, 347); // a pair's header may end before the extension flags
            }

            for (int length = 0; length <= last; length += length < 120 || length > last - 60 ? 1 : 7)
            {
                File.WriteAllBytes(file, whole[..length]);
                Exception? error = Record.Exception(() => VolumeFile.ReadStored(path));
                Assert.True(error is VolumeFormatException, $"{Path.GetFileName(file)} of {whole.Length} bytes cut at {length}: {error?.ToString() ?? "was read"}");
            }

            File.WriteAllBytes(file, whole);
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void Changed_bytes_give_an_error_of_the_format_or_an_image_within_the_limits(string ending)
    {
        const long Limit = 1 << 20, Overhead = 6 << 20;
        using var folder = new TemporaryFolder();
        string path = folder["x" + ending];
        VolumeFile.Write(path, FormatContractTests.Labels(200));
        byte[] whole = File.ReadAllBytes(path);
        var random = new Random(20260101);
        for (int round = 0; round < 250; round++)
        {
            File.WriteAllBytes(path, Mutated(whole, random));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? error = Record.Exception(() => VolumeFile.ReadStored(path, new ReadLimits(Limit)));
            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(error is null or VolumeFormatException, $"round {round}: {error}");
            Assert.True(taken < Limit + Overhead, $"round {round} took {taken:N0} bytes");
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void An_image_larger_than_the_limits_is_refused_before_memory_is_taken(string ending)
    {
        using var folder = new TemporaryFolder();
        string path = folder["x" + ending];
        VolumeFile.Write(path, new Volume<float>(Grid.Of(new Size3(256, 256, 64), new Spacing(1, 1, 1))));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<VolumeFormatException>(() => VolumeFile.ReadStored(path, new ReadLimits(1000)));
        Assert.Contains("256×256×64", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    /// <summary>A few bytes of the first thousand, some of them replaced by what headers are made of.</summary>
    private static byte[] Mutated(byte[] whole, Random random)
    {
        byte[] odd = [0, 1, 0x7f, 0x80, 0xff, (byte)'0', (byte)'9', (byte)'-', (byte)' ', (byte)'(', (byte)'\n', (byte)'e', (byte)':'];
        byte[] mutated = [.. whole];
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            int at = random.Next(Math.Min(1000, mutated.Length));
            mutated[at] = random.Next(2) == 0 ? odd[random.Next(odd.Length)] : (byte)random.Next(256);
        }

        return mutated;
    }
}
