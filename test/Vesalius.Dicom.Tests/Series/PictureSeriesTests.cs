using System.Buffers.Binary;
using Vesalius.Dicom.Series;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Tests.Series;

/// <summary>Made-up ultrasound: pictures that follow each other in time, and colours that are not written as red, green and blue.</summary>
public sealed class PictureSeriesTests
{
    [Fact]
    public void A_film_of_ultrasound_is_two_axes_and_time()
    {
        byte[] pixels = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        DicomSeries film = Assert.Single(Folder(Ultrasound(pixels, 4, "MONOCHROME2", 1, DicomElement.OfText(Tags.NumberOfFrames, "3"), Region())));
        Assert.Equal((SliceRegularity.Unplaced, false), (film.Geometry.Regularity, film.IsVolume));
        Assert.Equal((new Size3(4, 2, 3), 0.5, 0.25), (film.Geometry.Grid.Size, film.Geometry.Grid.Spacing.X, film.Geometry.Grid.Spacing.Y));
        Assert.Equal(PixelSpacingSource.Patient, film.Geometry.SpacingSource);
        Assert.Contains(film.Warnings, warning => warning.Contains("the third axis counts them", StringComparison.Ordinal));
        Assert.Equal(pixels, film.ReadStored().Bytes);
        Assert.Equal([0, 8, 16], Enumerable.Range(0, 3).Select(moment => film.Read()[0, 0, moment]));
    }

    [Fact]
    public void Pictures_of_one_frame_stand_for_themselves()
    {
        DicomInstance[] pictures = [.. Folder(Ultrasound(new byte[8], 4, "MONOCHROME2", 1), Ultrasound(new byte[8], 4, "MONOCHROME2", 1))
            .Select(series => series.First)];
        Assert.Equal(2, pictures.Length);
    }

    /// <summary>By pencil: Y 76, CB 85, CR 255 give 76 + 1.402·127, 76 + 0.344·43 − 0.714·127 and 76 − 1.772·43.</summary>
    [Fact]
    public void Luminance_and_colour_differences_become_red_green_and_blue()
    {
        byte[] pixels = [76, 85, 255, 100, 128, 128, 0, 128, 128, 255, 128, 128];
        StoredImage image = Assert.Single(Folder(Ultrasound(pixels, 2, "YBR_FULL", 3))).ReadStored();
        Assert.Equal((3, true), (image.Components, image.Interleaved));
        Assert.Equal([254, 0, 0, 100, 100, 100, 0, 0, 0, 255, 255, 255], image.Bytes);
    }

    [Fact]
    public void Two_pixels_share_their_colour_differences_where_every_second_one_is_stored()
    {
        byte[] pairs = [100, 200, 128, 128, 76, 76, 85, 255];
        StoredImage image = Assert.Single(Folder(Ultrasound(pairs, 2, "YBR_FULL_422", 3))).ReadStored();
        Assert.Equal([100, 100, 100, 200, 200, 200, 254, 0, 0, 254, 0, 0], image.Bytes);
    }

    private static IReadOnlyList<DicomSeries> Folder(params DicomInstance[] instances) => DicomFolder.Of("made up", instances).Series;

    private static int uid;

    /// <summary>Two rows of 8-bit pixels.</summary>
    private static DicomInstance Ultrasound(byte[] pixels, ushort columns, string colours, ushort samples, params DicomElement[] more) =>
        DicomInstance.Of(new DicomFile(DicomDataset.Empty, new DicomDataset(
        [
            DicomElement.OfText(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.3.1"),
            DicomElement.OfText(Tags.SOPInstanceUID, $"2.25.{Interlocked.Increment(ref uid)}"),
            DicomElement.OfText(Tags.SeriesInstanceUID, "2.25.9"), DicomElement.OfText(Tags.Modality, "US"),
            DicomElement.OfNumbers(Tags.SamplesPerPixel, samples), DicomElement.OfText(Tags.PhotometricInterpretation, colours),
            DicomElement.OfNumbers(Tags.Rows, 2), DicomElement.OfNumbers(Tags.Columns, columns),
            DicomElement.OfNumbers(Tags.BitsAllocated, 8), DicomElement.OfNumbers(Tags.BitsStored, 8),
            DicomElement.OfNumbers(Tags.PixelRepresentation, 0), new DicomElement(Tags.PixelData, ValueRepresentation.OB, pixels), .. more,
        ])));

    /// <summary>The region of ultrasound, 0.05 cm from column to column, 0.025 cm from row to row.</summary>
    private static DicomElement Region() => new(Tags.SequenceOfUltrasoundRegions,
    [
        new DicomDataset(
        [
            DicomElement.OfNumbers(Tags.PhysicalUnitsXDirection, 3), DicomElement.OfNumbers(Tags.PhysicalUnitsYDirection, 3),
            OfDouble(Tags.PhysicalDeltaX, 0.05), OfDouble(Tags.PhysicalDeltaY, 0.025),
        ]),
    ]);

    private static DicomElement OfDouble(DicomTag tag, double value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return new DicomElement(tag, ValueRepresentation.FD, bytes);
    }
}
