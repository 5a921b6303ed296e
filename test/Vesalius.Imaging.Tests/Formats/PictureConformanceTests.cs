using Vesalius.Imaging.Formats;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Every picture of the conformance set has the pixels that Pillow found in it, and every X-ray film of the data set reads.</summary>
public sealed class PictureConformanceTests
{
    public static IEnumerable<TheoryDataRow<string>> Files => ManifestRow.Files("img2d/");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_picture_has_the_pixels_that_another_reader_found(string file)
    {
        ManifestRow row = ManifestRow.Find(file);
        StoredImage image = VolumeFile.ReadStored(row.FullPath);
        double[] shape = ManifestRow.Numbers(row["shape"]);
        Assert.Equal((shape[1], shape[0]), (image.Grid.Size.X, image.Grid.Size.Y));
        Assert.Equal(shape.Length > 2 ? shape[2] : 1, image.Components);
        Assert.Equal(row["dtype"], image.Type switch { VoxelType.UInt8 => "|u1", VoxelType.UInt16 => "<u2", VoxelType.Float32 => "<f4", _ => "other" });

        // The reference reader looked at the first page of a stack only.
        int page = (int)image.ByteCount / image.Grid.Size.Z;
        StoredImage first = image with { Grid = Grid.Planar(image.Grid.Size.X, image.Grid.Size.Y), Bytes = image.Bytes[..page] };
        ImageFacts facts = ImageFacts.Of(first);
        if (row["exactness"] == "exact")
        {
            Assert.Equal(row["sha256_decoded_c_order_le"], facts.Sha256);
            Assert.Equal(double.Parse(row["min"]), facts.Min);
            Assert.Equal(double.Parse(row["max"]), facts.Max);
        }
        else
        {
            // Decoders of lossy pictures may differ by 3 per pixel; the mean says more.
            Assert.Equal(double.Parse(row["sum"]) / page, facts.Sum / page, 0.5);
        }
    }

    [Fact]
    public void A_page_of_a_stack_is_a_slice()
    {
        StoredImage stack = VolumeFile.ReadStored(SharedData.Require("conformance", "img2d", "stack.tif"));
        Assert.Equal(new Size3(53, 37, 2), stack.Grid.Size);
        Assert.Equal(3, stack.Grid.Dimensions);
        Assert.Equal(198828 + 301227, ImageFacts.Of(stack).Sum);
    }

    [Fact]
    public void A_palette_picture_is_its_indices_as_labels_and_its_luminance_as_a_scan()
    {
        string path = SharedData.Require("conformance", "img2d", "pal.png");
        StoredImage stored = VolumeFile.ReadStored(path);
        LabelMap labels = VolumeFile.ReadLabels(path);
        Volume<float> scan = VolumeFile.Read(path);
        Assert.NotNull(stored.Palette);
        for (int i = 0; i < stored.Bytes.Length; i++)
        {
            Rgb color = stored.Palette[stored.Bytes[i]];
            Assert.Equal(stored.Bytes[i], labels.Voxels.Voxels[i]);
            Assert.Equal((0.299 * color.Red) + (0.587 * color.Green) + (0.114 * color.Blue), scan.Voxels[i], 1e-4);
        }
    }

    [Fact]
    public void Every_X_ray_film_reads_as_one_grey_picture_of_its_size()
    {
        string[] films = Directory.GetFiles(SharedData.Require("data", "cxr_lungs", "images"));
        Assert.NotEmpty(films);
        foreach (string film in films)
        {
            Volume<float> scan = VolumeFile.Read(film);
            Assert.Equal(VolumeFile.Identify(film).Grid, scan.Grid);
            float highest = scan.Array.Max();
            Assert.True(highest is > 100 and <= 255, $"{film}: brightest pixel {highest}");
        }
    }

    [Fact]
    public void Lung_masks_read_as_label_indices_on_their_film_s_grid()
    {
        string[] masks = Directory.GetFiles(SharedData.Require("data", "cxr_lungs", "labels_lung_v7"), "*.png");
        Assert.NotEmpty(masks);
        string films = SharedData.Require("data", "cxr_lungs", "images");
        foreach (string mask in masks)
        {
            LabelMap labels = VolumeFile.ReadLabels(mask);
            Assert.All(labels.Table, label => Assert.InRange(label.Value, 1, 2));
            string[] film = Directory.GetFiles(films, VolumeFile.StemOf(mask) + ".*");
            Assert.All(film, path => Assert.True(labels.Grid.Agrees(VolumeFile.Identify(path).Grid)));
        }
    }
}
