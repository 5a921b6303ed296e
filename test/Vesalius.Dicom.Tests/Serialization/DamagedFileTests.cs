using System.Buffers.Binary;
using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Codecs.Rle;
using Vesalius.Dicom.Pixels;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Tests.Serialization;

/// <summary>
/// Files that are cut short, lie about lengths or nest without end: refused with one sentence and the place, never with memory taken.
/// </summary>
public sealed class DamagedFileTests
{
    private static readonly byte[] Good = Written();

    [Fact]
    public void A_value_longer_than_the_file_is_refused_where_it_is()
    {
        byte[] file = [.. Good];
        int name = file.AsSpan().IndexOf("PN"u8);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(name + 2), 60_000);
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => DicomFile.Read(file));
        Assert.Contains("PatientName", error.Message, StringComparison.Ordinal);
        Assert.Contains("60,000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(name - 4, error.Position);
    }

    [Fact]
    public void Sequences_without_end_are_refused()
    {
        byte[] start = [0x08, 0x00, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF,
            0xFF, 0xFF];
        VolumeFormatException error =
            Assert.Throws<VolumeFormatException>(
            () => DicomFile.Read(Enumerable.Repeat(start, 10_000).SelectMany(bytes => bytes).ToArray()));
        Assert.Contains("64 sequences", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_that_are_cut_short_leave_a_readable_header()
    {
        DicomFile file = DicomFile.Read(Good.AsMemory(..^100));
        Assert.Equal("Phantom^A", file.Dataset.Text(Tags.PatientName));
        Assert.Contains(file.Warnings, warning => warning.Contains("the file ends after", StringComparison.Ordinal));
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => DicomPixels.Of(file)!.ReadAll());
        Assert.Contains("frame 1 of 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_that_are_fewer_than_their_description_says_are_refused()
    {
        byte[] file = [.. Good];
        int rows = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x28, 0x00, 0x10, 0x00, (byte)'U', (byte)'S']);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(rows + 8), 65_000);
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => DicomPixels.Of(DicomFile.Read(file)));
        Assert.Contains("need 2,080,000 bytes; the file has 512", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_that_contradicts_itself_is_refused_at_its_element()
    {
        byte[] file = [.. Good];
        int samples = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x28, 0x00, 0x02, 0x00, (byte)'U', (byte)'S']);
        file[samples + 8] = 7;
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => DicomPixels.Of(DicomFile.Read(file)));
        Assert.Equal(samples, error.Position);
    }

    [Fact]
    public void A_compressed_frame_is_refused_at_the_byte_of_the_file()
    {
        byte[] frame = new RleFrameEncoder().Encode(new byte[512], new FrameFormat { Rows = 16, Columns = 16, BitsAllocated = 16, BitsStored = 12 });
        frame[0] = 9;
        byte[] head = [.. Good.AsSpan(..Good.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xE0, 0x7F, 0x10, 0x00]))];
        int syntax = head.AsSpan().IndexOf("1.2.840.10008.1.2.1"u8);
        head[syntax + 18] = (byte)'5';
        byte[] pixels = [0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0];
        byte[] item = [0xFE, 0xFF, 0x00, 0xE0, (byte)frame.Length, (byte)(frame.Length >> 8), 0, 0];
        byte[] file = [.. head, .. pixels, .. item, .. frame, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        DicomPixels damaged = DicomPixels.Of(DicomFile.Read(file))!;
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => damaged.ReadFrame(0, new byte[512]));
        Assert.Equal(head.Length + pixels.Length + item.Length, error.Position);
    }

    [Fact]
    public void What_is_no_dicom_is_said_to_be_none() =>
        Assert.Contains("a DICOM file was expected",
            Assert.Throws<VolumeFormatException>(() => DicomFile.Read("GIF89a and more"u8.ToArray())).Message, StringComparison.Ordinal);

    /// <summary>Every mutant is read, or refused with the one exception that says where: nothing else may come out.</summary>
    [Fact]
    public void Mutants_are_read_or_refused()
    {
        byte[][] files = [Good, .. ManifestRow.All.Where(row => row.File.StartsWith("dicom/", StringComparison.Ordinal) && !row.IsSeries)
            .Select(row => row.Path).Where(path => new FileInfo(path).Length < 20_000).Select(File.ReadAllBytes)];
        var random = new Random(20_260_000);
        for (int i = 0; i < 4000; i++)
        {
            byte[] mutant = Mutant.Of(files[i % files.Length], random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                DicomFile file = DicomFile.Read(mutant);
                if (DicomPixels.Of(file) is { } pixels && pixels.FrameBytes < 1 << 20)
                {
                    pixels.ReadFrame(0, new byte[pixels.FrameBytes]);
                }
            }
            catch (VolumeFormatException error)
            {
                Assert.True(error.Position is >= 0, $"mutant {i}: {error.Message} has no place");
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 26,
                $"mutant {i} took {GC.GetAllocatedBytesForCurrentThread() - before:N0} bytes");
        }
    }

    private static byte[] Written()
    {
        var dataset = new DicomDataset(
        [
            DicomElement.OfText(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7"), DicomElement.OfText(Tags.SOPInstanceUID, "2.25.1"),
                DicomElement.OfText(Tags.PatientName, "Phantom^A"),
            DicomElement.OfNumbers(Tags.SamplesPerPixel, 1), DicomElement.OfNumbers(Tags.Rows, 16),
                DicomElement.OfNumbers(Tags.Columns, 16),
            DicomElement.OfNumbers(Tags.BitsAllocated, 16), DicomElement.OfNumbers(Tags.BitsStored, 12),
                DicomElement.OfNumbers(Tags.PixelRepresentation, 0),
            new DicomElement(Tags.PixelData, ValueRepresentation.OW, new byte[512]),
        ]);
        using var stream = new MemoryStream();
        new DicomFile(DicomDataset.Empty, dataset).Write(stream);
        return stream.ToArray();
    }
}
