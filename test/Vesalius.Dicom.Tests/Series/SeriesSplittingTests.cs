using System.Globalization;
using Vesalius.Dicom.Series;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Tests.Series;

/// <summary>Made-up series: what belongs together, in which order, and what is missing.</summary>
public sealed class SeriesSplittingTests
{
    [Fact]
    public void Slices_are_sorted_by_position_whatever_their_names_and_numbers()
    {
        DicomSeries series = Only([.. new[] { 4, 0, 2, 1, 3 }.Select((z, i) => Slice(z * 2.5, instance: i))]);
        Assert.Equal([0, 2.5, 5, 7.5, 10], series.Frames.Select(frame => frame.Plane!.Value.Position.Z));
        Assert.Equal(SliceRegularity.Regular, series.Geometry.Regularity);
        Assert.Equal(2.5, series.Geometry.Grid.Spacing.Z, 1e-9);
        Assert.Empty(series.Warnings);
    }

    [Fact]
    public void Positions_count_and_not_the_spacing_that_the_file_states()
    {
        DicomElement[] stated = [DicomElement.OfText(Tags.SpacingBetweenSlices, "99"), DicomElement.OfText(Tags.SliceThickness, "77")];
        Assert.Equal(2, Only([Slice(0, more: stated), Slice(2, more: stated)]).Geometry.Grid.Spacing.Z, 1e-9);
    }

    [Fact]
    public void A_missing_slice_is_told_and_no_volume_is_made_of_the_rest()
    {
        DicomSeries series = Only([.. new[] { 0, 1, 2, 4, 5 }.Select(z => Slice(z))]);
        Assert.Equal((SliceRegularity.Uneven, 1), (series.Geometry.Regularity, series.Geometry.MissingSlices));
        Assert.Contains("1 slice(s) seem to be missing", Assert.Throws<VolumeFormatException>(() => series.ReadStored())
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Echoes_at_the_same_places_become_volumes_of_their_own()
    {
        DicomFolder folder =
            Folder([.. Enumerable.Range(0, 6)
            .Select(i => Slice(i / 2, instance: i, more: [DicomElement.OfText(Tags.EchoTime, i % 2 == 0 ? "10" : "20")]))]);
        Assert.Equal(["echo time 10", "echo time 20"], folder.Series.Select(series => series.Part));
        Assert.All(folder.Series, series => Assert.Equal(3, series.Frames.Count));
    }

    [Fact]
    public void Moments_that_only_their_time_tells_apart_become_passes()
    {
        DicomFolder folder =
            Folder([.. Enumerable.Range(0, 9)
            .Select(i => Slice(i % 3, instance: i, more: [DicomElement.OfText(Tags.AcquisitionTime, $"10000{i / 3}")]))]);
        Assert.Equal(["pass 1 of 3", "pass 2 of 3", "pass 3 of 3"], folder.Series.Select(series => series.Part));
        Assert.Equal([3.0, 4.0, 5.0], folder.Series[1].Frames.Select(frame => frame.Instance.InstanceNumber!.Value));
    }

    [Fact]
    public void The_same_object_twice_counts_once()
    {
        DicomInstance[] slices = [Slice(0), Slice(1), Slice(2)];
        DicomSeries series = Only([.. slices, slices[1]]);
        Assert.Equal(3, series.Frames.Count);
        Assert.Contains(series.Notes, note => note.Contains("there twice", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_directions_sizes_and_localisers_are_parted_from_the_scan()
    {
        DicomInstance sagittal = Slice(0, more: [DicomElement.OfText(Tags.ImageOrientationPatient, "0", "1", "0", "0", "0", "-1")]);
        DicomInstance localiser = Slice(7, more: [DicomElement.OfText(Tags.ImageType, "ORIGINAL", "PRIMARY", "LOCALIZER")]);
        DicomFolder folder = Folder([Slice(0), Slice(1), sagittal, localiser, Slice(2, rows: 5)]);
        Assert.Equal([2, 1, 1, 1], folder.Series.Select(series => series.Frames.Count));
    }

    [Fact]
    public void A_tilted_gantry_shears_the_grid_and_a_regular_volume_undoes_it()
    {
        // Each slice lies 1 pixel further back: a bright column in the patient, straight up, moves one row per slice.
        DicomSeries series = Only([.. Enumerable.Range(0, 4).Select(z => Slice(z, y: z, bright: 6 - z, rows: 8))]);
        Assert.Equal(45, series.Geometry.TiltDegrees, 1e-6);
        Assert.Equal(45, series.Read().Grid.Affine.ShearDegrees, 1e-6);
        Volume<float> regular = RegularResampling.Of(series);
        Assert.Equal(0, regular.Grid.Affine.ShearDegrees, 1e-6);
        Assert.Equal(new Size3(4, 11, 4), regular.Size);
        for (int z = 0; z < 4; z++)
        {
            Assert.Equal(100, regular[1, 6, z]);
            Assert.Equal(0, regular[1, 5, z]);
        }
    }

    [Fact]
    public void Uneven_slices_are_interpolated_to_equal_steps()
    {
        DicomSeries series = Only([Slice(0, fill: 0), Slice(1, fill: 10), Slice(2, fill: 20), Slice(4, fill: 40)]);
        Volume<float> regular = RegularResampling.Of(series);
        Assert.Equal([0, 10, 20, 30, 40], Enumerable.Range(0, 5).Select(z => regular[1, 1, z]));
    }

    [Fact]
    public void Slices_with_rescales_of_their_own_become_real_values()
    {
        DicomSeries series =
            Only([Slice(0, fill: 10,
            more: [DicomElement.OfText(Tags.RescaleSlope, "0.5"), DicomElement.OfText(Tags.RescaleIntercept, "0")]),
            Slice(1, fill: 10, more: [DicomElement.OfText(Tags.RescaleSlope, "2"), DicomElement.OfText(Tags.RescaleIntercept, "1")])]);
        StoredImage image = series.ReadStored();
        Assert.Equal((VoxelType.Float32, 1.0, 0.0), (image.Type, image.Slope, image.Intercept));
        Assert.Equal([5, 21], new[] { 0, 1 }.Select(z => series.Read()[0, 0, z]));
    }

    [Fact]
    public void Films_are_read_with_high_values_bright_and_scans_as_they_are()
    {
        DicomElement[] inverse =
            [DicomElement.OfText(Tags.PhotometricInterpretation, "MONOCHROME1"), DicomElement.OfNumbers(Tags.BitsStored, 12),
            DicomElement.OfNumbers(Tags.PixelRepresentation, 0)];
        DicomSeries film = Only([Slice(0, fill: 5, more: [.. inverse, DicomElement.OfText(Tags.Modality, "DX")])]), scan =
            Only([Slice(0, fill: 5, more: inverse)]);
        Assert.Equal((4090, 5), (film.Read()[0, 0, 0], scan.Read()[0, 0, 0]));
        Assert.Contains(film.ReadStored().Warnings, warning => warning.Contains("mirrored", StringComparison.Ordinal));
        Assert.Equal(5, film.ReadUnchanged().Bytes[0]);
    }

    private static DicomSeries Only(DicomInstance[] instances) => Assert.Single(Folder(instances).Series);

    private static DicomFolder Folder(DicomInstance[] instances) => DicomFolder.Of("made up", instances);

    /// <summary>An axial slice of 4 columns, all of one value, perhaps with a bright row.</summary>
    private static DicomInstance Slice(
        double z, double y = 0, int instance = 0, int rows = 4, short fill = 0, int bright = -1, DicomElement[]? more = null)
    {
        short[] pixels = new short[4 * rows];
        pixels.AsSpan().Fill(fill);
        if (bright >= 0)
        {
            pixels.AsSpan(4 * bright, 4).Fill(100);
        }

        static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
        return DicomInstance.Of(new DicomFile(DicomDataset.Empty, new DicomDataset(
        [
            DicomElement.OfText(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2"),
                DicomElement.OfText(Tags.SOPInstanceUID, $"2.25.{Text(z)}.{instance}"),
            DicomElement.OfText(Tags.SeriesInstanceUID, "2.25.9"), DicomElement.OfText(Tags.Modality, "CT"),
                DicomElement.OfText(Tags.InstanceNumber, $"{instance}"),
            DicomElement.OfText(Tags.ImagePositionPatient, "0", Text(y), Text(z)),
                DicomElement.OfText(Tags.ImageOrientationPatient, "1", "0", "0", "0", "1", "0"),
            DicomElement.OfText(Tags.PixelSpacing, "1", "1"), DicomElement.OfNumbers(Tags.Rows, (ushort)rows),
                DicomElement.OfNumbers(Tags.Columns, 4),
            DicomElement.OfNumbers(Tags.BitsAllocated, 16), DicomElement.OfNumbers(Tags.BitsStored, 16),
                DicomElement.OfNumbers(Tags.PixelRepresentation, 1),
            new DicomElement(Tags.PixelData, ValueRepresentation.OW, System.Runtime.InteropServices.MemoryMarshal.AsBytes<short>(pixels)
                .ToArray()),
            .. more ?? [],
        ])));
    }
}
