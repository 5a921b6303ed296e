using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Pixels;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Tests.Pixels;

/// <summary>The stored samples of every conformance file, against what other readers decoded.</summary>
public sealed class ConformancePixelTests
{
    /// <summary>Its code stream is corrupt on purpose: only the structure around it is meant to be read.</summary>
    private const string CorruptStream = "dicom/JPEG2000-embedded-sequence-delimiter.dcm";

    public static TheoryData<string> WithPixels =>
        ManifestRow.Those(row => !row.IsSeries && row.Sha256.Length == 64 && row.File != CorruptStream);

    [Theory]
    [MemberData(nameof(WithPixels))]
    public void Stored_samples_are_as_another_reader_decoded_them(string name)
    {
        ManifestRow row = ManifestRow.Of(name);
        DicomFile file = DicomFile.Read(row.Path);
        if (!TransferSyntax.IsNative(file.TransferSyntax) && FrameDecoders.Default.Find(file.TransferSyntax) is null)
        {
            Assert.Skip($"There is no decoder for {DicomDictionary.NameOfUid(file.TransferSyntax)} yet.");
        }

        DicomPixels pixels = DicomPixels.Of(file)!;
        ImageFacts facts = ImageFacts.Of(Stored(pixels));
        FrameFormat format = pixels.Format;
        int[] shape = [pixels.FrameCount, format.Rows, format.Columns, format.SamplesPerPixel];
        Assert.Equal(row.Shape.Aggregate(1L, (product, size) => product * size), shape.Aggregate(1L, (product, size) => product * size));
        double off = row.IsExact ? 0 : 1, count = row.IsExact ? 0 : pixels.FrameCount * pixels.FrameBytes;
        Assert.InRange(facts.Min - row.Number("min"), -off, off);
        Assert.InRange(facts.Max - row.Number("max"), -off, off);
        Assert.InRange(facts.Sum - row.Number("sum"), -count, count);
        if (row.IsExact)
        {
            Assert.Equal(row.Sha256, facts.Sha256);
        }
    }

    [Fact]
    public void A_frame_count_that_is_no_number_is_named()
    {
        DicomFile file = DicomFile.Read(ManifestRow.Of("dicom/badVR.dcm").Path);
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => DicomPixels.Of(file));
        Assert.Contains("NumberOfFrames", error.Message, StringComparison.Ordinal);
        Assert.Contains("'1A'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_delimiter_inside_a_fragment_does_not_end_the_pixels()
    {
        DicomFile file = DicomFile.Read(ManifestRow.Of(CorruptStream).Path);
        Assert.Equal(250, file.Dataset.Find(Tags.PixelData)!.Length);
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void Files_without_pixels_have_none()
    {
        Assert.Null(DicomPixels.Of(DicomFile.Read(ManifestRow.Of("dicom/test-SR.dcm").Path)));
        Assert.Null(DicomPixels.Of(DicomFile.Read(ManifestRow.Of("dicom/rtstruct.dcm").Path)));
    }

    private static StoredImage Stored(DicomPixels pixels) => new()
    {
        Format = "DICOM",
        Grid = Grid.Of(new Size3(pixels.Format.Columns, pixels.Format.Rows, pixels.FrameCount), new Spacing(1, 1, 1)),
        Components = pixels.Format.SamplesPerPixel,
        Interleaved = true,
        Type = pixels.Type,
        Bytes = pixels.ReadAll(),
    };
}
