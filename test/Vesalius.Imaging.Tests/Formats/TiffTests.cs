using CsCheck;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

public sealed class TiffTests : IDisposable
{
    private static readonly Gen<StoredImage> AnyImage =
        Gen.Select(
                Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 4]),
                Gen.OneOfConst(VoxelType.UInt8, VoxelType.Int8, VoxelType.UInt16, VoxelType.Int16, VoxelType.UInt32, VoxelType.Int32, VoxelType.Float16, VoxelType.Float32, VoxelType.Float64),
                Gen.Int[1, 4],
                Gen.Double[0.1, 5],
                (size, type, components, spacing) => (size, type, components, spacing))
            .SelectMany(kind => Gen.Byte.Array[kind.size.Item1 * kind.size.Item2 * kind.size.Item3 * kind.components * kind.type.Size()].Select(bytes => new StoredImage
            {
                Format = "test",
                Grid = kind.size.Item3 == 1
                    ? Grid.Planar(kind.size.Item1, kind.size.Item2, kind.spacing)
                    : Grid.Of(new Size3(kind.size.Item1, kind.size.Item2, kind.size.Item3), new Spacing(kind.spacing, 0.5, 2.5)),
                Type = kind.type,
                Components = kind.components,
                Interleaved = kind.components > 1,
                Bytes = bytes,
            }));

    private readonly string folder = Directory.CreateTempSubdirectory("vesalius-tiff").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_type_and_number_of_pages_comes_back_with_its_spacing() =>
        AnyImage.Sample(
            image =>
            {
                string path = Path.Combine(folder, Guid.NewGuid() + ".tif");
                VolumeFile.WriteStored(path, image);
                StoredImage back = VolumeFile.ReadStored(path);
                Assert.Equal(image.Bytes, back.Bytes);
                Assert.Equal((image.Type, image.Components, image.Grid.Size, image.Grid.Dimensions), (back.Type, back.Components, back.Grid.Size, back.Grid.Dimensions));
                Assert.True(image.Grid.Agrees(back.Grid));
                Assert.Equal(back with { Bytes = [] }, VolumeFile.Identify(path) with { Bytes = [], Warnings = back.Warnings, Metadata = back.Metadata });
            },
            iter: 200);

    [Fact]
    public void Real_values_are_written_where_a_scale_was()
    {
        string path = Path.Combine(folder, "scaled.tif");
        var image = new StoredImage { Format = "test", Grid = Grid.Planar(2, 1), Type = VoxelType.Int16, Bytes = [1, 0, 2, 0], Slope = 0.5, Intercept = -10 };
        VolumeFile.WriteStored(path, image);
        Assert.Equal([-9.5f, -9], VolumeFile.Read(path).Array);
    }

    [Fact]
    public void A_file_cut_short_is_refused_and_a_damaged_one_never_ends_otherwise_than_in_that_error()
    {
        string path = Path.Combine(folder, "whole.tif");
        var random = new Random(3);
        var volume = new Volume<float>(Grid.Of(new Size3(13, 11, 3), new Spacing(1, 1, 1))).Map(_ => (ushort)random.Next());
        VolumeFile.WriteStored(path, StoredImage.Of(volume));
        byte[] file = File.ReadAllBytes(path);
        for (int length = 0; length < file.Length; length += 1 + length / 40)
        {
            Damaged.IsRefusedOrRead(file[..length], Path.Combine(folder, "cut.tif"));
        }

        Damaged.ByChance(file, Path.Combine(folder, "damaged.tif"), 400);
    }
}
