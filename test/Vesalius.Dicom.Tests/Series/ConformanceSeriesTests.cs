using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Vesalius.Dicom.Series;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Tests.Series;

/// <summary>Real CT series: tilted, unevenly spaced, with names in no order, against facts computed from their positions.</summary>
public sealed class ConformanceSeriesTests
{
    public static TheoryData<string> Names => ManifestRow.Those(row => row.IsSeries);

    [Theory]
    [MemberData(nameof(Names))]
    public void Slices_lie_where_their_positions_say(string name)
    {
        (ManifestRow row, DicomSeries series) = Only(name);
        JsonElement facts = row.Facts;
        Assert.Equal(facts.GetProperty("n").GetInt32(), series.Frames.Count);
        AssertPoint(facts.GetProperty("first_ipp"), series.Frames[0].Plane!.Value.Position);
        AssertPoint(facts.GetProperty("last_ipp"), series.Frames[^1].Plane!.Value.Position);
        Assert.Equal(facts.GetProperty("step_min").GetDouble(), series.Geometry.StepsMm.Min(), 1e-4);
        Assert.Equal(facts.GetProperty("step_max").GetDouble(), series.Geometry.StepsMm.Max(), 1e-4);
        Assert.Equal(facts.GetProperty("tilt_deg_from_ipp").GetDouble(), series.Geometry.TiltDegrees, 0.01);
        bool isEven = facts.GetProperty("step_max").GetDouble() - facts.GetProperty("step_min").GetDouble() < 0.01;
        Assert.Equal(isEven ? SliceRegularity.Regular : SliceRegularity.Uneven, series.Geometry.Regularity);
        Assert.Equal(PixelSpacingSource.Patient, series.Geometry.SpacingSource);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hounsfield_units_are_as_another_reader_says(string name)
    {
        (ManifestRow row, DicomSeries series) = Only(name);
        short[] hounsfield = Array.ConvertAll(series.ReadAsTheyAre(null, default).Array, value => (short)value);
        Assert.Equal(row.Facts.GetProperty("hu_sha256_zyx_int16")
            .GetString(), Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<short>(hounsfield))));
    }

    [Fact]
    public void Uneven_slices_are_no_volume_until_someone_asks_for_a_regular_one()
    {
        (_, DicomSeries series) = Only("derived/ge_tilt_varspacing/ (series)");
        VolumeFormatException error = Assert.Throws<VolumeFormatException>(() => series.ReadStored());
        Assert.Contains("1.081 to 6.999 mm", error.Message, StringComparison.Ordinal);
        Volume<float> regular = RegularResampling.Of(series);
        Assert.Equal(0, regular.Grid.Affine.ShearDegrees, 1e-4);
        Assert.Equal(4.0019, regular.Grid.Spacing.Z, 1e-3);
    }

    private static (ManifestRow Row, DicomSeries Series) Only(string name)
    {
        ManifestRow row = ManifestRow.Of(name);
        DicomFolder folder = DicomFolder.Read(row.Path);
        Assert.Empty(folder.Unreadable);
        return (row, Assert.Single(folder.Series));
    }

    private static void AssertPoint(JsonElement expected, WorldPoint actual)
    {
        double[] point = [.. expected.EnumerateArray().Select(value => value.GetDouble())];
        Assert.True(actual.DistanceTo(new WorldPoint(point[0], point[1], point[2])) < 1e-4, $"{expected} expected, {actual} came.");
    }
}
