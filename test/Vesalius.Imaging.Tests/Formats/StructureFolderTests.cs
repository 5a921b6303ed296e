using CsCheck;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

public sealed class StructureFolderTests : IDisposable
{
    private static readonly Grid Film = Grid.Planar(9, 7);
    private readonly string folder = Directory.CreateTempSubdirectory("vesalius-structures-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Structures_come_back_from_their_files_whether_they_overlap_or_not() => Gen.Bool.Array[63].Array[1, 6].Sample(masks =>
    {
        LabelMap map = LabelMap.OfMasks(Film, masks.Select((mask, i) => (new Label(i + 1, $"structure_{i}", Rgb.ForLabel(i + 1)), new Volume<bool>(Film, mask))));
        StructureFolder.Write(folder, map, ".png");
        LabelMap read = StructureFolder.Read(folder, map.Table);
        Assert.All(map.Table, label => Assert.Equal(map.Mask(label).Array, read.Mask(read.Table.First(one => one.Name == label.Name)).Array));
        Assert.Equal(map.Table.Select(label => (label.Value, label.Name)).Order(), read.Table.Select(label => (label.Value, label.Name)).Order());
    }, iter: 20, threads: 1);

    [Fact]
    public void Structures_that_do_not_meet_share_a_layer_and_those_that_do_not_come_apart()
    {
        Assert.True(Of([1, 1, 0], [0, 0, 1]).IsFlat);
        LabelMap three = Of([1, 1, 0], [0, 1, 1], [0, 0, 1]);
        Assert.Equal(2, three.Layers.Count);
        Assert.Equal([0, 1, 0], three.Table.OrderBy(label => label.Value).Select(label => label.Layer));
    }

    [Fact]
    public void Structures_get_the_values_of_another_table_by_name()
    {
        LabelMap map = Of([1, 1, 0], [0, 1, 1]);
        LabelMap renamed = map.Renamed(LabelTable.Named([KeyValuePair.Create(5, "S1"), KeyValuePair.Create(6, "other")]));
        Assert.Equal([5, 6], renamed.Table.Select(label => label.Value));
        Assert.Equal([false, true, true], renamed.Mask(renamed.Table[0]).Array);
        Assert.DoesNotContain(true, renamed.Mask(renamed.Table[1]).Array);
    }

    [Fact]
    public void Files_without_names_asked_for_are_numbered_by_name()
    {
        StructureFolder.Write(folder, Of([1, 0, 0], [1, 0, 1]), ".png");
        Assert.True(StructureFolder.IsOne(folder));
        Assert.Equal([(1, "s0"), (2, "s1")], StructureFolder.Read(folder).Table.Select(label => (label.Value, label.Name)).Order());
        Assert.False(StructureFolder.IsOne(Path.GetTempPath() + "no-such-folder"));
    }

    [Fact]
    public void A_mask_of_another_size_is_named_and_an_empty_folder_needs_a_grid()
    {
        string empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        Assert.Contains("it holds no mask", Assert.Throws<VolumeFormatException>(() => StructureFolder.Read(empty)).Message, StringComparison.Ordinal);
        Assert.Empty(StructureFolder.Read(empty, grid: Film).Table);
        StructureFolder.Write(folder, Of([1, 0, 0]), ".png");
        Assert.Contains("s0.png", Assert.Throws<VolumeFormatException>(() => StructureFolder.Read(folder, grid: Film)).Message, StringComparison.Ordinal);
    }

    private static LabelMap Of(params int[][] masks) => LabelMap.OfMasks(
        Grid.Planar(3, 1), masks.Select((mask, i) => (new Label(i + 1, $"s{i}", Rgb.ForLabel(i + 1)), new Volume<bool>(Grid.Planar(3, 1), [.. mask.Select(one => one == 1)]))));
}
