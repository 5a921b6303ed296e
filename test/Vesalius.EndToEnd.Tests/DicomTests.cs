using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Vesalius.Dicom;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Tests;

namespace Vesalius.EndToEnd.Tests;

/// <summary>The command on DICOM files and folders: made up ones, and the conformance files.</summary>
public sealed class DicomTests
{
    /// <summary>Not meant to be decoded: the manifest says so, and so does the command.</summary>
    private static readonly string[] Refused =
        ["dicom/badVR.dcm", "dicom/meta_missing_tsyntax.dcm", "dicom/JPEG2000-embedded-sequence-delimiter.dcm"];

    [Fact]
    public void Inspect_says_of_every_conformance_file_what_other_readers_say()
    {
        SharedData.Require("conformance", "dicom");
        ConformanceRow[] rows =
            [.. ConformanceRow.Of("dicom", "derived")
            .Where(row => Path.GetExtension(row.File) is not (".nrrd" or ".mha") && !Refused.Contains(row.File)
            && !row.File.Contains("(series)", StringComparison.Ordinal))];
        CommandResult result = VesaliusCommand.Run(["inspect", "--json", "--quiet", .. rows.Select(row => row.Path)]).Expect(0);
        JsonElement[] items = [.. result.Json.GetProperty("items").EnumerateArray()];
        Finding.None(rows.Zip(items).Select(pair => Difference(pair.First, pair.Second)).OfType<string>());
    }

    [Fact]
    public void A_file_that_cannot_be_decoded_says_why()
    {
        string path = SharedData.Require("conformance", "dicom", "badVR.dcm");
        CommandResult result = VesaliusCommand.Run("inspect", "--json", path).Expect(4);
        Assert.Contains("NumberOfFrames", result.Json.GetProperty("items")[0].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_lists_its_series_and_what_was_decided()
    {
        using var folder = new TemporaryFolder();
        WriteSeries(folder["scan"], tilted: true);
        JsonElement item = Assert.Single(
            VesaliusCommand.Run("inspect", "--json", folder["scan"]).Expect(0).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("series", item.GetProperty("kind").GetString());
        Assert.Equal([5, 4, 6], item.GetProperty("size").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal(45, item.GetProperty("dicom").GetProperty("tiltDegrees").GetDouble(), 1e-6);
        Assert.Equal("patient", item.GetProperty("dicom").GetProperty("spacingSource").GetString());
        Assert.Contains(item.GetProperty("warnings").EnumerateArray(), warning =>
            warning.GetString()!.Contains("tilted", StringComparison.Ordinal));
        Assert.Contains("45°", VesaliusCommand.Run("inspect", folder["scan"]).Expect(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_is_converted_with_its_grid_and_its_rescale()
    {
        using var folder = new TemporaryFolder();
        WriteSeries(folder["scan"], tilted: true);
        VesaliusCommand.Run("convert", folder["scan"], folder["scan.nii.gz"]).Expect(0);
        Volume<float> volume = VolumeFile.Read(folder["scan.nii.gz"]);
        Assert.Equal(45, volume.Grid.Affine.ShearDegrees, 1e-4);
        Assert.Equal(-1000 + 3, volume[0, 0, 3]);
        VesaliusCommand.Run("convert", folder["scan"], folder["regular.nii.gz"], "--regular").Expect(0);
        Assert.Equal(0, VolumeFile.Read(folder["regular.nii.gz"]).Grid.Affine.ShearDegrees, 1e-4);
    }

    [Fact]
    public void Several_series_are_listed_and_one_can_be_chosen()
    {
        using var folder = new TemporaryFolder();
        WriteSeries(folder["both/one"], tilted: false, series: 1);
        WriteSeries(folder["both/two"], tilted: false, series: 2, slices: 3);
        CommandResult refused = VesaliusCommand.Run("convert", folder["both"], folder["out.nii"]).Expect(4);
        Assert.Contains("2 came", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        VesaliusCommand.Run("convert", folder["both"], folder["out.nii"], "--series", "2").Expect(0);
        Assert.Equal(3, VolumeFile.Identify(folder["out.nii"]).Grid.Size.Z);
    }

    /// <summary>Training reads its scans as planning does.</summary>
    [Fact]
    public void A_dataset_may_hold_a_folder_of_dicom_for_each_scan()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 3; i++)
        {
            string scan = folder[$"images/1.2.{i}"];
            WriteSeries(scan, tilted: false, series: i);
            var grid = new Grid(new Size3(5, 4, 6), Affine.FromSpacing(new Spacing(1, 1, 1)));
            var mask = new Volume<ushort>(grid);
            mask[2, 2, 2] = 1;
            VolumeFile.Write(folder[$"labels/1.2.{i}.nii.gz"], new LabelMap(mask, LabelTable.Unnamed([1])));
        }

        VesaliusCommand.Run("plan", folder.Path).Expect(0);
    }

    [Fact]
    public void De_identified_copies_do_not_hold_the_patients_name()
    {
        using var folder = new TemporaryFolder();
        WriteSeries(folder["scan"], tilted: false);
        VesaliusCommand.Run("deidentify", folder["scan"], folder["clean"], "--key", "a secret").Expect(0);
        string[] copies = Directory.GetFiles(folder["clean"], "*", SearchOption.AllDirectories);
        Assert.Equal(6, copies.Length);
        Assert.All(copies, copy =>
            Assert.DoesNotContain("Phantom", File.ReadAllText(copy, System.Text.Encoding.Latin1), StringComparison.Ordinal));
        VesaliusCommand.Run("convert", folder["clean"], folder["clean.nii"]).Expect(0);
    }

    private static string? Difference(ConformanceRow row, JsonElement item)
    {
        if (item.TryGetProperty("error", out JsonElement error))
        {
            return $"{row.File}: {error.GetString()}";
        }

        if (row.Sha256.Length == 0)
        {
            return item.GetProperty("kind").GetString() == "document" ? null : $"{row.File}: a document was expected";
        }

        bool isSame = row.IsExact
            ? item.GetProperty("sha256").GetString() == row.Sha256
            : Math.Abs(item.GetProperty("max").GetDouble() - row.Number("max")!.Value) <= 1;
        return isSame ? null : $"{row.File}: other values than another reader's";
    }

    /// <summary>A CT whose slice z holds the value z, minus 1000; tilted by 45° on demand. File names are in no order.</summary>
    private static void WriteSeries(string folder, bool tilted, int series = 1, int slices = 6)
    {
        for (int z = 0; z < slices; z++)
        {
            static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
            static DicomElement Element(string keyword, params string[] values) => DicomElement.OfText(DicomTag.Parse(keyword), values);
            static DicomElement Number(string keyword, ushort value) => DicomElement.OfNumbers(DicomTag.Parse(keyword), value);
            short[] pixels = [.. Enumerable.Repeat((short)z, 20)];
            new DicomFile(DicomDataset.Empty, new DicomDataset(
            [
                Element("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"), Element("SOPInstanceUID", $"2.25.{series}.{z}"),
                    Element("SeriesInstanceUID", $"2.25.{series}"), Element("StudyInstanceUID", "2.25.77"),
                Element("SeriesNumber", $"{series}"), Element("Modality", "CT"), Element("PatientName", "Phantom^A"),
                    Element("PatientID", "Phantom1"),
                Element("ImagePositionPatient", "0", Text(tilted ? z : 0), Text(z)),
                    Element("ImageOrientationPatient", "1", "0", "0", "0", "1", "0"), Element("PixelSpacing", "1", "1"),
                Element("RescaleSlope", "1"), Element("RescaleIntercept", "-1000"), Element("PhotometricInterpretation", "MONOCHROME2"),
                    Number("SamplesPerPixel", 1), Number("Rows", 4), Number("Columns", 5),
                Number("BitsAllocated", 16), Number("BitsStored", 16), Number("HighBit", 15), Number("PixelRepresentation", 1),
                new DicomElement(DicomTag.Parse("PixelData"), ValueRepresentation.OW, MemoryMarshal.AsBytes<short>(pixels).ToArray()),
            ])).Write(Path.Combine(folder, $"{(z * 7) % 11}"));
        }
    }
}
