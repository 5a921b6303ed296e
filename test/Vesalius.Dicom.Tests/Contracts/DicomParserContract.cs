using System.IO.Compression;
using Vesalius.Dicom.Pixels;
using Vesalius.Dicom.Tests.Serialization;
using Vesalius.Imaging.Formats;
using static Vesalius.Dicom.Tests.Contracts.PlainElements;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>
/// What a parser of DICOM files must do to take the place of this library's own. Derive from it, hand out the files the other toolkit has read,
/// and run the tests. See docs/how-to/use-another-dicom-toolkit.md.
/// </summary>
public abstract class DicomParserContract
{
    private static readonly byte[] Name = Explicit(0x00100010, "PN", Characters("Phantom^A"));

    /// <summary>Reads a whole file. Damage is a <see cref="VolumeFormatException"/>, whatever the toolkit throws itself.</summary>
    protected abstract DicomFile Read(byte[] content);

    [Fact]
    public void Explicit_little_endian_is_read()
    {
        DicomFile file = Read(File(TransferSyntax.ExplicitLittleEndian, Explicit(0x00080060, "CS", Characters("CT")), Name,
            Explicit(0x00280010, "US", [0x00, 0x02])));
        Assert.Equal(TransferSyntax.ExplicitLittleEndian, file.TransferSyntax);
        Assert.Equal("CT", file.Dataset.Text(Tags.Modality));
        Assert.Equal("Phantom^A", file.Dataset.Text(Tags.PatientName));
        Assert.Equal(512, file.Dataset.Integer(Tags.Rows));
    }

    [Fact]
    public void Implicit_little_endian_is_read_with_the_dictionarys_representations()
    {
        DicomFile file = Read(File(TransferSyntax.ImplicitLittleEndian, Implicit(0x00100010, Characters("Phantom^A")), Implicit(0x00280010, [0x00, 0x02])));
        Assert.Equal(ValueRepresentation.PN, file.Dataset.Find(Tags.PatientName)!.Representation);
        Assert.Equal(512, file.Dataset.Integer(Tags.Rows));
    }

    [Fact]
    public void Big_endian_values_come_in_little_endian_order()
    {
        DicomFile file = Read(File(TransferSyntax.ExplicitBigEndian, Big(0x00100010, "PN", Characters("Phantom^A")), Big(0x00280010, "US", [0x02, 0x00])));
        Assert.Equal([0x00, 0x02], file.Dataset.Find(Tags.Rows)!.Bytes.ToArray());
        Assert.Equal(512, file.Dataset.Integer(Tags.Rows));
    }

    [Fact]
    public void A_deflated_data_set_is_inflated()
    {
        using var packed = new MemoryStream();
        using (var deflater = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(Name);
        }

        Assert.Equal("Phantom^A", Read(File("1.2.840.10008.1.2.1.99", packed.ToArray())).Dataset.Text(Tags.PatientName));
    }

    [Fact]
    public void A_file_without_preamble_and_meta_information_is_read() =>
        Assert.Equal("Phantom^A", Read([.. Explicit(0x00080060, "CS", Characters("CT")), .. Name]).Dataset.Text(Tags.PatientName));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sequences_of_stated_and_of_open_length_hold_the_same_items(bool isOpen)
    {
        byte[] inner = Explicit(0x00081150, "UI", Characters("1.2.3", '\0'));
        byte[] item = isOpen
            ? [.. ItemHead, .. Undefined, .. inner, .. ItemEnd] : [.. ItemHead, .. BitConverter.GetBytes(inner.Length), .. inner];
        byte[] items = [.. item, .. item];
        byte[] sequence = isOpen
            ? Explicit(0x00081140, "SQ", [.. items, .. SequenceEnd], Undefined) : Explicit(0x00081140, "SQ", items);
        DicomFile file = Read(File(TransferSyntax.ExplicitLittleEndian, sequence, Name));
        IReadOnlyList<DicomDataset> read = file.Dataset.Items(new DicomTag(0x0008, 0x1140));
        Assert.Equal(2, read.Count);
        Assert.All(read, one => Assert.Equal("1.2.3", one.Text(new DicomTag(0x0008, 0x1150))));
        Assert.Equal("Phantom^A", file.Dataset.Text(Tags.PatientName));
    }

    [Fact]
    public void Private_elements_keep_their_bytes_and_are_found_by_their_maker()
    {
        DicomFile file = Read(File(TransferSyntax.ExplicitLittleEndian, Explicit(0x00190010, "LO", Characters("MAKER")),
            Explicit(0x00191042, "OB", [1, 2, 3, 4])));
        Assert.Equal([1, 2, 3, 4], file.Dataset.FindPrivate("MAKER", 0x0019, 0x42)!.Bytes.ToArray());
    }

    [Fact]
    public void Text_is_decoded_with_the_character_set_of_its_data_set()
    {
        DicomFile file = Read(File(TransferSyntax.ExplicitLittleEndian, Explicit(0x00080005, "CS", Characters("ISO_IR 192")),
            Explicit(0x00100010, "PN", "Müller^Jö"u8.ToArray())));
        Assert.Equal("Müller^Jö", file.Dataset.Text(Tags.PatientName));
    }

    [Fact]
    public void Native_pixels_are_handed_out_as_they_are_stored()
    {
        byte[] pixels = [1, 0, 2, 0, 3, 0, 0xFF, 0xFF];
        DicomFile file = Read(File(TransferSyntax.ExplicitLittleEndian, Explicit(0x00280002, "US", [1, 0]), Explicit(0x00280010, "US", [2, 0]),
            Explicit(0x00280011, "US", [2, 0]), Explicit(0x00280100, "US", [16, 0]), Explicit(0x00280101, "US", [16, 0]),
            Explicit(0x00280103, "US", [1, 0]), Explicit(0x7FE00010, "OW", pixels)));
        byte[] frame = new byte[8];
        DicomPixels.Of(file)!.ReadFrame(0, frame);
        Assert.Equal(pixels, frame);
    }

    [Fact]
    public void A_value_longer_than_the_file_is_refused() =>
        Assert.Throws<VolumeFormatException>(
            () => Read(File(TransferSyntax.ExplicitLittleEndian, Explicit(0x00100010, "PN", Characters("Phantom^A"), [0xF0, 0x7F, 0, 0]))));

    [Fact]
    public void A_thousand_sequences_inside_each_other_are_refused()
    {
        byte[] start = [.. Explicit(0x00081140, "SQ", [], Undefined), .. ItemHead, .. Undefined];
        Assert.Throws<VolumeFormatException>(() => Read(File(TransferSyntax.ExplicitLittleEndian, [.. Enumerable.Repeat(start, 1000)])));
    }

    /// <summary>No other exception, and no memory that the file does not explain.</summary>
    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        byte[] whole = File(TransferSyntax.ExplicitLittleEndian, Explicit(0x00081140, "SQ", [.. ItemHead, .. BitConverter.GetBytes(Name.Length), .. Name]),
            Name, Explicit(0x00280010, "US", [2, 0]), Explicit(0x7FE00010, "OW", new byte[200]));
        var random = new Random(20_261_124);
        for (int i = 0; i < 1000; i++)
        {
            byte[] mutant = Mutant.Of(whole, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                _ = Read(mutant);
            }
            catch (VolumeFormatException)
            {
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 22);
        }
    }
}
