using CsCheck;
using Vesalius.Imaging.Conversion;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Tests.Conversion;

public sealed class ImageConversionTests
{
    private static readonly Grid Box = Grid.Of(new Size3(5, 4, 3), new Spacing(1, 2, 3));

    private static readonly Gen<short[]> Values = Gen.Short.Array[(int)Box.Size.Count];

    [Fact]
    public void Reorienting_there_and_back_gives_the_same_image_bit_for_bit_whatever_is_stored() =>
        Gen.Select(Gen.OneOfConst(Enum.GetValues<VoxelType>()), Gen.Int[1, 3], Gen.Bool, Gen.OneOfConst([.. AnatomicalAxes.All]))
            .Sample((type, components, interleaved, axes) =>
            {
                var image = new StoredImage { Format = "test", Grid = Box, Type = type, Components = components, Interleaved = interleaved && components > 1, Bytes = [] };
                image = image with { Bytes = [.. Enumerable.Range(0, (int)image.ByteCount).Select(i => (byte)(i * 7))] };
                StoredImage there = ImageConversion.Apply(image, new ConversionOptions { Axes = axes });
                StoredImage back = ImageConversion.Apply(there, new ConversionOptions { Axes = AnatomicalAxes.Of(Box) });
                Assert.Equal(axes, AnatomicalAxes.Of(there.Grid));
                Assert.True(back.Grid.Agrees(Box));
                Assert.Equal(image.Interleaved, back.Interleaved);
                Assert.Equal(image.Bytes, back.Bytes);
            });

    [Fact]
    public void A_wider_type_and_back_gives_the_same_values() =>
        Gen.Select(Values, Gen.OneOfConst(VoxelType.Int32, VoxelType.Int64, VoxelType.Float32, VoxelType.Float64)).Sample((values, wider) =>
        {
            StoredImage image = StoredImage.Of(new Volume<short>(Box, values));
            StoredImage there = ImageConversion.Apply(image, new ConversionOptions { Type = wider });
            StoredImage back = ImageConversion.Apply(there, new ConversionOptions { Type = VoxelType.Int16 });
            Assert.Equal(wider, there.Type);
            Assert.Equal(image.Bytes, back.Bytes);
            Assert.Empty(back.Warnings);
        });

    [Fact]
    public void Another_type_holds_real_values_so_that_no_rescale_is_left()
    {
        StoredImage image = StoredImage.Of(new Volume<byte>(Grid.Planar(3, 1), [0, 1, 255])) with { Slope = 2, Intercept = -100 };
        StoredImage real = ImageConversion.Apply(image, new ConversionOptions { Type = VoxelType.Int16 });
        Assert.Equal(StoredImage.Of(new Volume<short>(image.Grid, [-100, -98, 410])).Bytes, real.Bytes);
        Assert.Equal((1.0, 0.0), (real.Slope, real.Intercept));
    }

    [Fact]
    public void Fractions_are_rounded_half_away_from_zero_and_this_is_remarked()
    {
        StoredImage image = StoredImage.Of(new Volume<float>(Grid.Planar(4, 1), [0.5f, -0.5f, 1.4f, -2.6f]));
        StoredImage whole = ImageConversion.Apply(image, new ConversionOptions { Type = VoxelType.Int8 });
        Assert.Equal([1, -1, 1, -3], whole.Bytes.Select(value => (int)(sbyte)value));
        Assert.Contains("rounded", Assert.Single(whole.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_does_not_fit_is_refused(float value)
    {
        StoredImage image = StoredImage.Of(new Volume<float>(Grid.Planar(2, 1), [0, value]));
        Assert.Throws<ArgumentException>(() => ImageConversion.Apply(image, new ConversionOptions { Type = VoxelType.UInt8 }));
    }

    [Fact]
    public void Resampling_to_the_same_spacing_changes_nothing() => Values.Sample(values =>
    {
        StoredImage image = StoredImage.Of(new Volume<short>(Box, values)) with { Slope = 0.5, Intercept = 3 };
        StoredImage same = ImageConversion.Apply(image, new ConversionOptions { Spacing = Box.Spacing });
        Assert.Equal(image.Bytes, same.Bytes);
        Assert.Equal((VoxelType.Int16, 0.5, 3.0), (same.Type, same.Slope, same.Intercept));
    });

    [Fact]
    public void A_spline_that_overshoots_the_type_ends_at_its_largest_value()
    {
        byte[] edge = [0, 0, 0, 255, 255, 255];
        StoredImage image = StoredImage.Of(new Volume<byte>(Grid.Of(new Size3(6, 1, 1), new Spacing(1, 1, 1)), edge));
        StoredImage fine = ImageConversion.Apply(image, new ConversionOptions { Spacing = new Spacing(0.25, 1, 1), Interpolation = Interpolation.CubicBSpline });
        Assert.Equal((0, 255), (fine.Bytes.Min(), fine.Bytes.Max()));
        Assert.True(fine.Bytes[..10].All(value => value < 40), "An overshoot below 0 must not wrap around.");
    }

    [Fact]
    public void Labels_take_the_nearest_voxel_whatever_interpolation_is_asked_for()
    {
        StoredImage image = StoredImage.Of(new Volume<byte>(Box, [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 2 * 9))])) with { IsLabelMap = true };
        StoredImage fine = ImageConversion.Apply(image, new ConversionOptions { Spacing = new Spacing(0.3, 0.7, 1.1), Interpolation = Interpolation.CubicBSpline });
        Assert.Equal([0, 9], fine.Bytes.Distinct().Order().Select(value => (int)value));
    }

    [Fact]
    public void Complex_values_are_not_resampled_or_retyped()
    {
        var image = new StoredImage { Format = "test", Grid = Grid.Planar(2, 1), Type = VoxelType.Complex64, Bytes = new byte[16] };
        Assert.Throws<ArgumentException>(() => ImageConversion.Apply(image, new ConversionOptions { Type = VoxelType.Float32 }));
        Assert.Throws<ArgumentException>(() => ImageConversion.Apply(image, new ConversionOptions { Spacing = new Spacing(1, 1, 1) }));
    }
}
