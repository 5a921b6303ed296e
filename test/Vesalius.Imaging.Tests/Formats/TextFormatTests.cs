using System.IO.Compression;
using System.Text;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>The odd cases of NRRD, MetaImage and NPY, each written out by hand.</summary>
public sealed class TextFormatTests
{
    private static readonly byte[] Voxels = [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [InlineData("left-posterior-superior", 1, 1)]
    [InlineData("LPS", 1, 1)]
    [InlineData("RAS", -1, -1)]
    [InlineData("right-anterior-superior", -1, -1)]
    [InlineData("LAS", 1, -1)]
    public void A_nrrd_space_is_turned_into_lps(string space, int x, int y)
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Nrrd(folder, $"space: {space}\nspace directions: (2,0,0) (0,3,0) (0,0,4)\nspace origin: (10,20,30)\nencoding: raw", Voxels);
        Assert.Equal(new Affine(new(2 * x, 0, 0), new(0, 3 * y, 0), new(0, 0, 4), new(10 * x, 20 * y, 30)), image.Grid.Affine);
    }

    [Theory]
    [InlineData("ascii", "1 2 3\n4, 5 6 7 8\n")]
    [InlineData("text", "1 2 3 4 5 6 7 8")]
    [InlineData("hex", "01020304\n0506 0708")]
    public void Nrrd_voxels_may_be_text(string encoding, string text)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(Voxels, Nrrd(folder, $"encoding: {encoding}", Encoding.ASCII.GetBytes(text)).Bytes);
    }

    [Theory]
    [InlineData("raw", 0, "")]
    [InlineData("raw", -1, "")]
    [InlineData("gzip", -1, "")]
    [InlineData("gzip", 3, "")]
    [InlineData("raw", 0, "line one\nline two\n")]
    public void Lines_and_bytes_before_nrrd_voxels_are_skipped(string encoding, int byteSkip, string lines)
    {
        using var folder = new TemporaryFolder();
        byte[] before = byteSkip == 0 ? [] : [9, 9, 9];
        byte[] voxels = [.. before, .. Voxels];
        byte[] content = [.. Encoding.ASCII.GetBytes(lines), .. encoding == "gzip" ? Gzipped(voxels) : voxels];
        int lineSkip = lines.Count(c => c == '\n');
        Assert.Equal(Voxels, Nrrd(folder, $"encoding: {encoding}\nbyte skip: {byteSkip}\nline skip: {lineSkip}", content).Bytes);
    }

    [Fact]
    public void Voxels_may_be_spread_over_listed_or_numbered_files()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["s1.raw"], Voxels[..4]);
        File.WriteAllBytes(folder["s2.raw"], Voxels[4..]);
        Assert.Equal(Voxels, Nrrd(folder, "encoding: raw\ndata file: s%d.raw 1 2 1", []).Bytes);
        Assert.Equal(Voxels, Nrrd(folder, "encoding: raw\ndata file: LIST\ns1.raw\ns2.raw", [], end: "\n").Bytes);
        Assert.Equal(Voxels, Meta(folder, "ElementDataFile = LIST\ns1.raw\ns2.raw", []).Bytes);
        Assert.Equal(Voxels, Meta(folder, "ElementDataFile = s%d.raw 1 2 1", []).Bytes);
    }

    [Fact]
    public void Component_axes_come_first_or_last()
    {
        using var folder = new TemporaryFolder();
        const string Fields = "type: uchar\nencoding: raw\ndimension: 4\n";
        StoredImage first = Header(folder, Fields + "sizes: 2 2 2 1\nkinds: vector domain domain domain\nspace: LPS\nspace directions: none (1,0,0) (0,1,0) (0,0,1)", Voxels);
        StoredImage last = Header(folder, Fields + "sizes: 2 2 1 2\nkinds: domain domain domain list\nspace: LPS\nspace directions: (1,0,0) (0,1,0) (0,0,1) none", Voxels);
        Assert.Equal((2, true, new Size3(2, 2, 1)), (first.Components, first.Interleaved, first.Grid.Size));
        Assert.Equal((2, false, new Size3(2, 2, 1)), (last.Components, last.Interleaved, last.Grid.Size));
    }

    [Fact]
    public void Key_value_pairs_of_a_nrrd_are_kept()
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Nrrd(folder, "encoding: raw\nnote:=two\\nlines \\\\ here\nmodality:=CT", Voxels);
        Assert.Equal([new("note", "two\nlines \\ here"), new("modality", "CT")], image.Metadata);
        VolumeFile.WriteStored(folder["y.nrrd"], image);
        Assert.Equal(image.Metadata, VolumeFile.ReadStored(folder["y.nrrd"]).Metadata);
    }

    [Theory]
    [InlineData("TransformMatrix", "Offset", "ElementSpacing")]
    [InlineData("Orientation", "Position", "ElementSize")]
    [InlineData("Rotation", "Origin", "ElementSpacing")]
    public void MetaImage_fields_have_several_names(string matrix, string offset, string spacing)
    {
        using var folder = new TemporaryFolder();
        StoredImage image = Meta(folder, $"{matrix} = 0 1 0 -1 0 0 0 0 1\n{offset} = 5 6 7\n{spacing} = 2 3 4\nElementDataFile = LOCAL", Voxels);
        Assert.Equal(new Affine(new(0, 2, 0), new(-3, 0, 0), new(0, 0, 4), new(5, 6, 7)), image.Grid.Affine);
    }

    [Fact]
    public void MetaImage_voxels_may_be_text_or_stand_at_the_end_of_another_file()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(Voxels, Meta(folder, "BinaryData = False\nElementDataFile = LOCAL", "1 2 3 4 5 6 7 8"u8.ToArray()).Bytes);
        File.WriteAllBytes(folder["x.raw"], [9, 9, 9, .. Voxels]);
        Assert.Equal(Voxels, Meta(folder, "HeaderSize = -1\nElementDataFile = x.raw", []).Bytes);
        Assert.Equal(Voxels, Meta(folder, "HeaderSize = 3\nElementDataFile = x.raw", []).Bytes);
    }

    [Fact]
    public void Big_endian_voxels_are_turned_around()
    {
        using var folder = new TemporaryFolder();
        byte[] big = [0, 1, 0, 2], little = [1, 0, 2, 0];
        Assert.Equal(little, Header(folder, "type: short\nendian: big\nencoding: raw\ndimension: 2\nsizes: 2 1", big).Bytes);
        File.WriteAllBytes(folder["x.mha"], [.. "NDims = 2\nDimSize = 2 1\nElementType = MET_SHORT\nElementByteOrderMSB = True\nElementDataFile = LOCAL\n"u8, .. big]);
        Assert.Equal(little, VolumeFile.ReadStored(folder["x.mha"]).Bytes);
    }

    [Fact]
    public void A_numpy_pickle_is_refused()
    {
        using var folder = new TemporaryFolder();
        byte[] header = Encoding.ASCII.GetBytes("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }".PadRight(117) + "\n");
        File.WriteAllBytes(folder["x.npy"], [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, 1, 2, 3]);
        Assert.Contains("pickle", Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(folder["x.npy"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_segmentation_without_values_and_layers_has_one_segment_per_layer()
    {
        using var folder = new TemporaryFolder();
        const string Fields = "type: uchar\nencoding: raw\ndimension: 4\nsizes: 2 2 2 1\nkinds: list domain domain domain\nspace: LPS\nspace directions: none (1,0,0) (0,1,0) (0,0,1)\n";
        Header(folder, Fields + "Segment0_Name:=liver\nSegment1_Name:=tumour", [1, 0, 1, 1, 0, 0, 0, 1]);
        LabelMap labels = VolumeFile.ReadLabels(folder["x.nrrd"]);
        Assert.Equal([("liver", 1, 0), ("tumour", 1, 1)], labels.Table.Select(label => (label.Name, label.Value, label.Layer)));
        Assert.Equal([1, 1, 0, 0], labels.Layers[0].Array.Select(value => (int)value));
        Assert.Equal([0, 1, 0, 1], labels.Layers[1].Array.Select(value => (int)value));
    }

    private static StoredImage Nrrd(TemporaryFolder folder, string fields, byte[] content, string end = "\n\n") =>
        Header(folder, "type: uchar\ndimension: 3\nsizes: 2 2 2\n" + fields, content, end);

    private static StoredImage Header(TemporaryFolder folder, string fields, byte[] content, string end = "\n\n")
    {
        File.WriteAllBytes(folder["x.nrrd"], [.. Encoding.ASCII.GetBytes("NRRD0005\n" + fields + end), .. content]);
        return VolumeFile.ReadStored(folder["x.nrrd"]);
    }

    private static StoredImage Meta(TemporaryFolder folder, string fields, byte[] content)
    {
        byte[] header = Encoding.ASCII.GetBytes("ObjectType = Image\nNDims = 3\nDimSize = 2 2 2\nElementType = MET_UCHAR\n" + fields + "\n");
        File.WriteAllBytes(folder["x.mha"], [.. header, .. content]);
        return VolumeFile.ReadStored(folder["x.mha"]);
    }

    private static byte[] Gzipped(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
