using System.Text.Json;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Every NIfTI file of the conformance set has the facts that nibabel found in it.</summary>
public sealed class NiftiConformanceTests
{
    private static readonly string[] HeaderOnly = ["nifti/nifti1.hdr", "nifti/nifti2.hdr", "nifti/analyze.hdr"];

    public static IEnumerable<TheoryDataRow<string>> Files => ManifestRow.Files("nifti/");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_has_the_facts_that_another_reader_found(string file)
    {
        ManifestRow row = ManifestRow.Find(file);
        if (HeaderOnly.Contains(file))
        {
            HeaderAlone(row);
        }
        else if (file.EndsWith(".dconn.nii", StringComparison.Ordinal))
        {
            Assert.Contains("CIFTI", Assert.Throws<VolumeFormatException>(() => VolumeFile.ReadStored(row.FullPath)).Message, StringComparison.Ordinal);
        }
        else
        {
            Complete(row);
        }
    }

    /// <summary>The header can be looked at, and the message about the voxels names the missing partner.</summary>
    private static void HeaderAlone(ManifestRow row)
    {
        Assert.Equal(new Size3(91, 109, 91), VolumeFile.Identify(row.FullPath).Grid.Size);
        var error = Assert.Throws<VolumeFormatException>(() => VolumeFile.ReadStored(row.FullPath));
        Assert.Contains(Path.GetFileNameWithoutExtension(row.File) + ".img", error.Message, StringComparison.Ordinal);
    }

    private static void Complete(ManifestRow row)
    {
        StoredImage image = VolumeFile.ReadStored(row.FullPath);
        ImageFacts facts = ImageFacts.Of(image);
        Assert.Equal(image with { Bytes = [] }, VolumeFile.Identify(row.FullPath) with { Bytes = [], Metadata = image.Metadata, Warnings = image.Warnings, Labels = image.Labels });
        if (row["sha256_decoded_c_order_le"].Length == 0)
        {
            return; // the .img of a pair: its facts stand beside the .hdr
        }

        Shape(row, image);
        Affine(row.Facts.GetProperty("affine"), image.Grid.Affine);
        Assert.Contains("raw_kji:" + facts.Sha256, row["sha256_decoded_c_order_le"], StringComparison.Ordinal);
        Assert.Equal(row.Facts.GetProperty("intent_code").GetString() == "1002", image.IsLabelMap);
        if (double.TryParse(row["min"], out double min))
        {
            double count = (double)image.Grid.Size.Count * image.Components;
            Close(min, facts.Min * image.Slope + image.Intercept);
            Close(double.Parse(row["max"]), facts.Max * image.Slope + image.Intercept);
            Close(double.Parse(row["sum"]), facts.Sum * image.Slope + count * image.Intercept);
        }
    }

    private static void Shape(ManifestRow row, StoredImage image)
    {
        double[] shape = ManifestRow.Numbers(row["shape"]);
        Size3 size = image.Grid.Size;
        Assert.Equal(new Size3((int)shape[0], (int)shape[1], (int)shape[2]), size);
        bool colour = row["dtype"].Contains('V', StringComparison.Ordinal);
        Assert.Equal(colour ? 3 : shape.Length > 3 ? shape[3] : 1, image.Components);
        Assert.Contains(colour ? "V3" : TypeCode(image.Type), row["dtype"], StringComparison.Ordinal);
    }

    private static string TypeCode(VoxelType type) => type switch
    {
        VoxelType.UInt8 => "|u1)",
        VoxelType.Int16 => "i2)",
        VoxelType.Float32 => "f4)",
        VoxelType.Complex64 => "c8)",
        _ => type.Name(),
    };

    /// <summary>The expected matrix is RAS and rounded to five decimals.</summary>
    private static void Affine(JsonElement expected, Affine lps)
    {
        WorldVector origin = lps.Origin - default(WorldPoint);
        WorldVector[] columns = [lps.XStep, lps.YStep, lps.ZStep, origin];
        for (int column = 0; column < 4; column++)
        {
            Assert.Equal(-expected[0][column].GetDouble(), columns[column].X, 1e-5);
            Assert.Equal(-expected[1][column].GetDouble(), columns[column].Y, 1e-5);
            Assert.Equal(expected[2][column].GetDouble(), columns[column].Z, 1e-5);
        }
    }

    private static void Close(double expected, double actual)
    {
        if (double.IsNaN(expected))
        {
            Assert.Equal(expected, actual);
        }
        else
        {
            Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
        }
    }
}
