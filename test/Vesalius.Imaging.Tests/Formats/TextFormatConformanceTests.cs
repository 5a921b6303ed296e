using System.Text.Json;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Formats.Numpy;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Every NRRD, MetaImage and NumPy file of the conformance set has the facts that other readers found in it.</summary>
public sealed class TextFormatConformanceTests
{
    public static IEnumerable<TheoryDataRow<string>> Nrrd => ManifestRow.Files("nrrd/");

    public static IEnumerable<TheoryDataRow<string>> MetaImage => ManifestRow.Files("metaimage/");

    [Theory]
    [MemberData(nameof(Nrrd))]
    public void A_nrrd_has_the_facts_that_teem_found(string file)
    {
        ManifestRow row = ManifestRow.Find(file);
        if (row["shape"].Length == 0)
        {
            return; // the voxel file of a detached header, which has its own row
        }

        StoredImage image = VolumeFile.ReadStored(row.FullPath);
        ExpectFacts(row, image);
        if (row.Facts.TryGetProperty("space directions", out JsonElement directions))
        {
            Affine affine = image.Grid.Affine;
            double[] steps = ManifestRow.Numbers(directions.GetString()!);
            Assert.Equal(steps, Parts(affine.XStep).Concat(Parts(affine.YStep)).Concat(Parts(affine.ZStep)).ToArray());
            Assert.Equal(ManifestRow.Numbers(row.Facts.GetProperty("space origin").GetString()!), Parts(affine.Origin - default(WorldPoint)));
        }
        else
        {
            Assert.Equal(ManifestRow.Numbers(row["spacing"])[0], image.Grid.Spacing.X);
        }
    }

    [Theory]
    [MemberData(nameof(MetaImage))]
    public void A_metaimage_has_the_facts_that_its_header_and_zlib_give(string file)
    {
        ManifestRow row = ManifestRow.Find(file);
        StoredImage image = VolumeFile.ReadStored(row.FullPath);
        ExpectFacts(row, image);
        double[] matrix = ManifestRow.Numbers(row.Facts.GetProperty("TransformMatrix").GetString()!);
        double[] spacing = ManifestRow.Numbers(row["spacing"]);
        Affine affine = image.Grid.Affine;
        for (int axis = 0; axis < 3; axis++)
        {
            Assert.Equal(matrix[(3 * axis)..(3 * axis + 3)].Select(part => part * spacing[axis]).ToArray(), Parts(affine.Step(axis)));
        }

        Assert.Equal(ManifestRow.Numbers(row.Facts.GetProperty("Offset").GetString()!), Parts(affine.Origin - default(WorldPoint)));
    }

    [Fact]
    public void The_segments_of_a_slicer_segmentation_keep_names_values_layers_and_colours()
    {
        ManifestRow row = ManifestRow.Find("nrrd/slicerio/SegmentationOverlapping.seg.nrrd");
        LabelMap labels = VolumeFile.ReadLabels(row.FullPath);
        Assert.Equal(2, labels.Layers.Count);
        Label ribs = labels.Table.First(label => label.Name == "ribs");
        Assert.Equal((1, 0, new Rgb(253, 232, 158)), (ribs.Value, ribs.Layer, ribs.Color));
        Assert.All(labels.Table, label => Assert.True(labels.Mask(label).Voxels.Contains(true), label.Name));
    }

    [Fact]
    public void An_npy_array_has_the_facts_that_numpy_found()
    {
        ManifestRow row = ManifestRow.Find("npz/v1.npy");
        StoredImage image = VolumeFile.ReadStored(row.FullPath);
        ImageFacts facts = ImageFacts.Of(image);
        Assert.Equal(new Size3(4, 3, 2), image.Grid.Size);
        Assert.Equal((VoxelType.Int16, -5.0, 18.0, 156.0), (image.Type, facts.Min, facts.Max, facts.Sum));
        Assert.Equal(row["sha256_decoded_c_order_le"], facts.Sha256);
        Assert.Equal(Affine.Identity, image.Grid.Affine);
    }

    [Fact]
    public void Every_array_of_an_npz_archive_has_the_facts_that_numpy_found()
    {
        ManifestRow row = ManifestRow.Find("npz/plain.npz");
        using NpzArchive archive = NpzArchive.Open(row.FullPath);
        foreach (JsonProperty array in row.Facts.EnumerateObject())
        {
            StoredImage image = archive.Read(array.Name);
            Assert.Equal(array.Value.GetProperty("sha256_c_le").GetString(), ImageFacts.Of(image).Sha256);
            Assert.Equal(array.Value.GetProperty("shape").GetArrayLength() < 3 ? 2 : 3, image.Grid.Dimensions);
        }

        StoredImage first = VolumeFile.ReadStored(row.FullPath);
        Assert.Contains("a, b, c, s, m", Assert.Single(first.Warnings), StringComparison.Ordinal);
    }

    private static void ExpectFacts(ManifestRow row, StoredImage image)
    {
        ImageFacts facts = ImageFacts.Of(image);
        Assert.Equal(row["sha256_decoded_c_order_le"], facts.Sha256);
        Assert.Equal(double.Parse(row["min"]), facts.Min);
        Assert.Equal(double.Parse(row["max"]), facts.Max);
        Assert.Equal(double.Parse(row["sum"]), facts.Sum);
        string type = image.Type switch { VoxelType.UInt8 => "|u1", VoxelType.Int16 => "<i2", VoxelType.Int32 => "<i4", VoxelType.Float32 => "<f4", var other => other.Name() };
        Assert.Equal(row["dtype"], type);
        double[] shape = ManifestRow.Numbers(row["shape"]);
        double count = shape.Aggregate(1.0, (product, size) => product * size);
        Assert.Equal(count, image.Grid.Size.Count * image.Components);
        Size3 size = image.Grid.Size;
        double[] space = image.Interleaved ? shape[1..] : shape;
        Assert.Equal(space[0], size.X);
        Assert.Equal(space.Length < 3 ? 2 : 3, image.Grid.Dimensions);
    }

    private static double[] Parts(WorldVector v) => [v.X, v.Y, v.Z];
}
