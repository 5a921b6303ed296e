using System.Buffers.Binary;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>The odd cases of NIfTI headers, made by changing single fields of a good file.</summary>
public sealed class NiftiTests
{
    private const int QformCode = 252, SformCode = 254, SformRows = 280, Slope = 112, Units = 123, Datatype = 70, Pixdim = 76;

    private static readonly Grid Oblique = new(new Size3(4, 3, 2), new Affine(new(0.8, 0.6, 0), new(-1.2, 1.6, 0), new(0, 0, -3), new(10, 20, 30)));

    [Fact]
    public void Both_forms_are_written_for_right_angles_and_the_sform_alone_for_a_sheared_grid()
    {
        using var folder = new TemporaryFolder();
        byte[] straight = Written(folder, Oblique), sheared = Written(folder, Sheared());
        Assert.Equal((1, 1), (Short(straight, QformCode), Short(straight, SformCode)));
        Assert.Equal((0, 1), (Short(sheared, QformCode), Short(sheared, SformCode)));
    }

    [Fact]
    public void Sform_and_qform_say_the_same()
    {
        using var folder = new TemporaryFolder();
        Grid back = Changed(folder, Oblique, bytes => bytes[SformCode] = 0).Grid;
        Assert.True(Oblique.Agrees(back, 1e-5), back.ToString());
    }

    [Fact]
    public void The_sform_counts_before_the_qform()
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Changed(folder, Oblique, bytes => BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(SformRows + 12), -99));
        Assert.Equal(99, image.Grid.Affine.Origin.X);
    }

    [Fact]
    public void An_sform_without_volume_is_passed_over_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Changed(folder, Oblique, bytes => bytes.AsSpan(SformRows, 16).Clear());
        Assert.True(Oblique.Agrees(image.Grid, 1e-5));
        Assert.Contains("sform", Assert.Single(image.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    public void A_slope_of_zero_or_nan_means_no_rescale(float slope)
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Changed(folder, Oblique, bytes => BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(Slope), slope));
        Assert.Equal((1.0, 0.0), (image.Slope, image.Intercept));
    }

    [Theory]
    [InlineData(1, 1000.0)]
    [InlineData(3, 0.001)]
    public void Metres_and_micrometres_become_millimetres(byte unit, double factor)
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Changed(folder, Oblique, bytes => bytes[Units] = unit);
        Assert.Equal(3 * factor, image.Grid.Spacing.Z, 1e-6 * factor);
        Assert.Equal(10 * factor, image.Grid.Affine.Origin.X, 1e-6 * factor);
        Assert.Single(image.Warnings);
    }

    [Theory]
    [InlineData(1, "bits")]
    [InlineData(1536, "128-bit")]
    [InlineData(2048, "128-bit")]
    [InlineData(77, "77")]
    public void A_type_that_is_not_read_is_named(short code, string word)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<VolumeFormatException>(() => Changed(folder, Oblique, bytes => BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(Datatype), code)));
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_voxel_size_that_is_nan_without_any_form_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<VolumeFormatException>(() => Changed(folder, Oblique, bytes =>
        {
            (bytes[QformCode], bytes[SformCode]) = (0, 0);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(Pixdim + 4), float.NaN);
        }));
    }

    [Fact]
    public void Extensions_description_and_form_code_are_kept()
    {
        using var folder = new TemporaryFolder();
        StoredImage image = FormatContractTests.Image(VoxelType.Int16, Oblique) with
        {
            Format = "NIfTI-1",
            Metadata = [new("descrip", "made by hand"), new("form code", "4"), new("extension 6", "{\"note\": \"größer\"}"), new("extension 2 (base64)", Convert.ToBase64String([1, 2, 255]))],
        };
        VolumeFile.WriteStored(folder["x.nii.gz"], image);
        StoredImage back = VolumeFile.ReadStored(folder["x.nii.gz"]);
        Assert.Equal(image.Metadata, back.Metadata);
        Assert.Equal(image.Bytes, back.Bytes);
    }

    [Fact]
    public void Sizes_beyond_sixteen_bits_are_written_as_nifti_2()
    {
        using var folder = new TemporaryFolder();
        StoredImage image = FormatContractTests.Image(VoxelType.UInt8, new Grid(new Size3(40_000, 2, 1), Oblique.Affine));
        VolumeFile.WriteStored(folder["x.nii.gz"], image);
        StoredImage back = VolumeFile.ReadStored(folder["x.nii.gz"]);
        Assert.Equal(("NIfTI-2", 40_000), (back.Format, back.Grid.Size.X));
        Assert.Equal(image.Grid.Affine, back.Grid.Affine);
        Assert.Equal(image.Bytes, back.Bytes);
    }

    [Fact]
    public void A_big_endian_file_is_the_same_image()
    {
        using var folder = new TemporaryFolder();
        byte[] little = Written(folder, Oblique), big = BigEndian(little);
        File.WriteAllBytes(folder["big.nii"], big);
        StoredImage expected = VolumeFile.ReadStored(folder["x.nii"]), actual = VolumeFile.ReadStored(folder["big.nii"]);
        Assert.Equal(expected.Bytes, actual.Bytes);
        Assert.Equal(expected.Grid, actual.Grid);
    }

    [Fact]
    public void Analyze_is_read_with_a_warning_about_left_and_right()
    {
        using var folder = new TemporaryFolder();
        VolumeFile.WriteStored(folder["x.hdr"], FormatContractTests.Image(VoxelType.Int16, Oblique));
        byte[] header = File.ReadAllBytes(folder["x.hdr"]);
        header.AsSpan(252).Clear();
        File.WriteAllBytes(folder["x.hdr"], header);
        StoredImage image = VolumeFile.ReadStored(folder["x.img"]);
        Assert.Equal("Analyze 7.5", image.Format);
        Assert.Contains("left", Assert.Single(image.Warnings), StringComparison.Ordinal);
    }

    private static Grid Sheared() => new(Oblique.Size, Oblique.Affine with { ZStep = new(0.5, 0, -3) });

    private static byte[] Written(TemporaryFolder folder, Grid grid)
    {
        VolumeFile.WriteStored(folder["x.nii"], FormatContractTests.Image(VoxelType.Int16, grid));
        return File.ReadAllBytes(folder["x.nii"]);
    }

    private static StoredImage Changed(TemporaryFolder folder, Grid grid, Action<byte[]> change)
    {
        byte[] bytes = Written(folder, grid);
        change(bytes);
        File.WriteAllBytes(folder["x.nii"], bytes);
        return VolumeFile.ReadStored(folder["x.nii"]);
    }

    private static short Short(byte[] bytes, int at) => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at));

    /// <summary>Reverses every field that is read and every voxel.</summary>
    private static byte[] BigEndian(byte[] little)
    {
        byte[] big = [.. little];
        int[] shorts = [.. Enumerable.Range(0, 8).Select(i => 40 + 2 * i), 68, 70, 72, 252, 254, .. Enumerable.Range(0, (little.Length - 352) / 2).Select(i => 352 + 2 * i)];
        int[] words = [0, .. Enumerable.Range(0, 8).Select(i => 76 + 4 * i), 108, 112, 116, .. Enumerable.Range(0, 18).Select(i => 256 + 4 * i)];
        Array.ForEach(shorts, at => big.AsSpan(at, 2).Reverse());
        Array.ForEach(words, at => big.AsSpan(at, 4).Reverse());
        return big;
    }
}
