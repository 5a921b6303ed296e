using System.Runtime.InteropServices;
using CsCheck;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>What holds for every format that can be written.</summary>
public sealed class FormatContractTests
{
    private static readonly Size3 Small = new(5, 4, 3);

    private static readonly Gen<WorldVector> Step =
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Double[-3, 3], (x, y, z) => new WorldVector(x, y, z));

    /// <summary>Oblique, sheared and mirrored alike: any three steps that span a volume.</summary>
    private static readonly Gen<Affine> AnyAffine = Gen.Select(Step, Step, Step, Step, (x, y, z, o) => new Affine(x, y, z, default(WorldPoint) + o * 50))
        .Where(affine => Math.Abs(affine.Determinant) > 0.5);

    public static IEnumerable<TheoryDataRow<string>> Endings => FormatCase.Endings;

    public static IEnumerable<TheoryDataRow<string, VoxelType>> EndingsAndTypes =>
        from format in FormatCase.All from type in Enum.GetValues<VoxelType>() select new TheoryDataRow<string, VoxelType>(format.Ending, type);

    [Theory]
    [MemberData(nameof(EndingsAndTypes))]
    public void Voxels_of_every_type_come_back_as_they_were(string ending, VoxelType type)
    {
        using var folder = new TemporaryFolder();
        FormatCase format = FormatCase.Of(ending);
        StoredImage image = Image(type, Grid.Of(Small, new Spacing(0.5, 0.75, 2)));
        if (!format.Holds(type))
        {
            Assert.Contains("complex", Assert.Throws<VolumeFormatException>(() => VolumeFile.WriteStored(folder["x" + ending], image)).Message, StringComparison.Ordinal);
            return;
        }

        VolumeFile.WriteStored(folder["x" + ending], image);
        StoredImage back = VolumeFile.ReadStored(folder["x" + ending]);
        Assert.Equal(format.Stored(type), back.Type);
        Assert.Equal(Small, back.Grid.Size);
        Assert.Equal(1, back.Components);
        if (back.Type == type)
        {
            Assert.Equal(image.Bytes, back.Bytes);
        }
        else
        {
            Assert.Equal(MemoryMarshal.Cast<byte, Half>(image.Bytes).ToArray().Select(value => (float)value), MemoryMarshal.Cast<byte, float>(back.Bytes).ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void Oblique_sheared_and_mirrored_grids_stay_where_they_are(string ending)
    {
        using var folder = new TemporaryFolder();
        double? tolerance = FormatCase.Of(ending).GeometryTolerance;
        AnyAffine.Sample(affine =>
        {
            var volume = new Volume<float>(new Grid(Small, affine));
            VolumeFile.Write(folder["x" + ending], volume);
            Grid back = VolumeFile.Read(folder["x" + ending]).Grid;
            Assert.True(tolerance is { } allowed ? volume.Grid.Agrees(back, allowed) : back.Affine == Affine.Identity, $"{volume.Grid} came back as {back}");
            return true;
        }, iter: 40, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_grid_that_was_read_is_written_again_bit_for_bit(string ending)
    {
        using var folder = new TemporaryFolder();
        AnyAffine.Sample(affine =>
        {
            VolumeFile.Write(folder["x" + ending], new Volume<float>(new Grid(Small, affine)));
            Grid once = VolumeFile.Identify(folder["x" + ending]).Grid;
            VolumeFile.Write(folder["y" + ending], new Volume<float>(once));
            Assert.Equal(0, Distance(once, VolumeFile.Identify(folder["y" + ending]).Grid), 1e-13);
            return true;
        }, iter: 40, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_planar_image_stays_planar(string ending)
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Image(VoxelType.UInt16, Grid.Planar(7, 4, 0.25, 0.5));
        VolumeFile.WriteStored(folder["x" + ending], image);
        StoredImage back = VolumeFile.ReadStored(folder["x" + ending]);
        Assert.Equal((new Size3(7, 4, 1), 2), (back.Grid.Size, back.Grid.Dimensions));
        Assert.Equal(image.Bytes, back.Bytes);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void Labels_come_back_with_their_names_where_the_format_keeps_them(string ending)
    {
        using var folder = new TemporaryFolder();
        FormatCase format = FormatCase.Of(ending);
        foreach (int largest in new[] { 200, 40_000 })
        {
            LabelMap labels = Labels(largest);
            VolumeFile.Write(folder["x" + ending], labels);
            LabelMap back = VolumeFile.ReadLabels(folder["x" + ending]);
            Assert.Equal(labels.Voxels.Array, back.Voxels.Array);
            Assert.Equal(format.KeepsNames ? labels.Table : LabelTable.Unnamed([1, largest]), back.Table);
            Assert.Equal(largest < 256 ? VoxelType.UInt8 : VoxelType.UInt16, VolumeFile.Identify(folder["x" + ending]).Type);
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void Overlapping_layers_come_back_or_are_refused_in_words(string ending)
    {
        using var folder = new TemporaryFolder();
        Volume<ushort> first = Labels(2).Voxels, second = Labels(3).Voxels;
        var labels = new LabelMap([first, second], new LabelTable([new(2, "organ", new Rgb(1, 2, 3)), new(3, "tumour <in> \"organ\"", new Rgb(4, 5, 6), 1), new(1, "a", new Rgb(0, 0, 0)), new(1, "b", new Rgb(9, 9, 9), 1)]));
        if (!FormatCase.Of(ending).KeepsLayers)
        {
            if (ending is not (".npy" or ".npz"))
            {
                Assert.Contains(".seg.nrrd", Assert.Throws<VolumeFormatException>(() => VolumeFile.Write(folder["x" + ending], labels)).Message, StringComparison.Ordinal);
            }

            return;
        }

        VolumeFile.Write(folder["x" + ending], labels);
        LabelMap back = VolumeFile.ReadLabels(folder["x" + ending]);
        Assert.Equal(first.Array, back.Layers[0].Array);
        Assert.Equal(second.Array, back.Layers[1].Array);
        Assert.Equal(labels.Table, back.Table);
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void Channels_and_colours_come_back_one_by_one(string ending)
    {
        using var folder = new TemporaryFolder();
        foreach (bool interleaved in new[] { false, true })
        {
            Grid grid = Grid.Of(Small, new Spacing(1, 1, 1));
            StoredImage image = Image(VoxelType.UInt8, grid, 3) with { Interleaved = interleaved };
            VolumeFile.WriteStored(folder["x" + ending], image);
            IReadOnlyList<Volume<float>> channels = VolumeFile.ReadChannels(folder["x" + ending]);
            Assert.Equal(3, channels.Count);
            for (int channel = 0; channel < 3; channel++)
            {
                IEnumerable<float> expected = Enumerable.Range(0, (int)Small.Count)
                    .Select(voxel => (float)image.Bytes[interleaved ? 3 * voxel + channel : channel * Small.Count + voxel]);
                Assert.Equal(expected, channels[channel].Array);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_pending_rescale_is_not_lost(string ending)
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Image(VoxelType.Int16, Grid.Of(Small, new Spacing(1, 1, 1))) with { Slope = 0.5, Intercept = -1024 };
        VolumeFile.WriteStored(folder["x" + ending], image);
        Assert.Equal(MemoryMarshal.Cast<byte, short>(image.Bytes).ToArray().Select(value => value * 0.5f - 1024), VolumeFile.Read(folder["x" + ending]).Array);
    }

    internal static StoredImage Image(VoxelType type, Grid grid, int components = 1)
    {
        var image = new StoredImage { Format = "memory", Grid = grid, Type = type, Components = components, Bytes = [] };
        byte[] bytes = new byte[image.ByteCount];
        new Random(7).NextBytes(bytes);
        return image with { Bytes = bytes };
    }

    internal static LabelMap Labels(int largest)
    {
        var voxels = new Volume<ushort>(Grid.Of(Small, new Spacing(1, 2, 3)));
        for (int i = 0; i < voxels.Voxels.Length; i++)
        {
            voxels.Voxels[i] = (i % 7) switch { 1 or 2 => 1, 5 => (ushort)largest, _ => 0 };
        }

        return new LabelMap(voxels, new LabelTable([new(1, "liver & \"bile\"", new Rgb(10, 20, 30)), new(largest, "Gefäß", new Rgb(200, 100, 0))]));
    }

    private static double Distance(Grid a, Grid b) => a.Corners().Zip(b.Corners()).Max(pair => pair.First.DistanceTo(pair.Second));
}
