using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class MeshFileTests
{
    private static readonly Mesh Ball = MarchingCubes.Surface(TaubinSmoothingTests.Ball(3));

    [Fact]
    public void Binary_stl_holds_every_triangle_with_its_outward_normal()
    {
        byte[] bytes = Written("ball.stl");
        Assert.Equal(84 + 50 * Ball.Triangles.Length, bytes.Length);
        Assert.Equal(Ball.Triangles.Length, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(80)));
        float Number(int offset) => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(offset));
        for (int at = 84; at < bytes.Length; at += 50)
        {
            double outwards = Enumerable.Range(0, 3).Sum(axis => Number(at + 4 * axis) * (Number(at + 12 + 4 * axis) - 4));
            Assert.True(outwards > 0);
        }
    }

    [Fact]
    public void Binary_ply_says_what_it_holds()
    {
        byte[] bytes = Written("ball.ply");
        string header = Encoding.ASCII.GetString(bytes).Split("end_header\n")[0] + "end_header\n";
        Assert.Contains($"element vertex {Ball.Vertices.Length}\n", header, StringComparison.Ordinal);
        Assert.Equal(header.Length + 12 * Ball.Vertices.Length + 13 * Ball.Triangles.Length, bytes.Length);
    }

    [Fact]
    public void Obj_read_back_is_the_same_mesh()
    {
        string[] lines = Encoding.UTF8.GetString(Written("ball.obj")).Split('\n');
        WorldPoint[] vertices = [.. lines.Where(line => line.StartsWith("v ", StringComparison.Ordinal)).Select(line => line[2..].Split(' '))
            .Select(p => new WorldPoint(double.Parse(p[0]), double.Parse(p[1]), double.Parse(p[2])))];
        Triangle[] triangles = [.. lines.Where(line => line.StartsWith("f ", StringComparison.Ordinal)).Select(line => line[2..].Split(' '))
            .Select(p => new Triangle(int.Parse(p[0]) - 1, int.Parse(p[1]) - 1, int.Parse(p[2]) - 1))];
        Assert.Equal(Ball.Vertices, vertices);
        Assert.Equal(Ball.Triangles, triangles);
    }

    [Fact]
    public void Glb_is_in_metres_with_the_head_up_and_its_chunks_fill_the_file()
    {
        byte[] bytes = Written("ball.glb");
        int json = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        Assert.Equal(bytes.Length, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)));
        Assert.Equal(bytes.Length, 12 + 8 + json + 8 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(20 + json)));
        Assert.Equal(0, json % 4);
        JsonElement low = JsonElement.Parse(Encoding.ASCII.GetString(bytes, 20, json)).GetProperty("accessors")[0].GetProperty("min");
        Assert.Equal(Ball.Vertices.Min(v => v.Z) / 1000, low[1].GetDouble(), 1e-7);
        Assert.Equal(-Ball.Vertices.Max(v => v.Y) / 1000, low[2].GetDouble(), 1e-7);
    }

    [Fact]
    public void Another_ending_is_refused_with_those_that_can_be_written()
    {
        var error = Assert.Throws<ArgumentException>(() => MeshFile.Write("ball.vtk", Ball));
        Assert.Contains(".stl, .ply, .obj, .glb, .3mf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_3mf_holds_each_structure_with_its_name_and_colour_in_millimetres()
    {
        ModelPart[] parts =
        [
            new(Ball, "liver & <bile>", new Rgb(230, 85, 58)), new(new Mesh([], []), "nothing", default),
            new(new Mesh(Ball.Vertices, [.. Ball.Triangles, new Triangle(0, 0, 1)]), "tumour", new Rgb(1, 2, 3)),
        ];
        using var archive = new ZipArchive(new MemoryStream(Written("model.3mf", path => MeshFile.Write(path, parts))));
        Assert.Equal(["[Content_Types].xml", "_rels/.rels", "3D/3dmodel.model"], archive.Entries.Select(entry => entry.FullName));
        using Stream stream = archive.GetEntry("3D/3dmodel.model")!.Open();
        XElement model = XElement.Load(stream);
        XNamespace core = model.Name.Namespace;
        Assert.Equal("millimeter", model.Attribute("unit")!.Value);
        Assert.Equal(
            [("liver & <bile>", "#E6553AFF"), ("tumour", "#010203FF")],
            model.Descendants(core + "base").Select(colour => (colour.Attribute("name")!.Value, colour.Attribute("displaycolor")!.Value)));
        XElement[] objects = [.. model.Descendants(core + "object")];
        Assert.Equal(objects.Select(item => item.Attribute("id")!.Value), model.Descendants(core + "item").Select(item => item.Attribute("objectid")!.Value));
        Assert.All(objects, item =>
        {
            WorldPoint[] vertices = [.. item.Descendants(core + "vertex").Select(v => new WorldPoint((double)v.Attribute("x")!, (double)v.Attribute("y")!, (double)v.Attribute("z")!))];
            Triangle[] triangles = [.. item.Descendants(core + "triangle").Select(t => new Triangle((int)t.Attribute("v1")!, (int)t.Attribute("v2")!, (int)t.Attribute("v3")!))];
            Assert.Equal(Ball.Vertices, vertices);
            Assert.Equal(Ball.Triangles, triangles);
        });
    }

    [Fact]
    public void Equal_models_are_equal_files_and_only_3mf_holds_several()
    {
        Assert.Equal(Written("ball.3mf"), Written("ball.3mf"));
        Assert.Contains(".3mf", Assert.Throws<ArgumentException>(() => MeshFile.Write("two.stl", [new ModelPart(Ball, "a", default)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Vertex_colours_stand_in_ply_glb_and_3mf()
    {
        var coloured = new Mesh(Ball.Vertices, Ball.Triangles) { Colors = [.. Ball.Vertices.Select((_, i) => new Rgb((byte)(i % 3), 255, 0))] };
        byte[] ply = Written("ball.ply", path => MeshFile.Write(path, coloured));
        int header = Encoding.ASCII.GetString(ply).IndexOf("end_header\n", StringComparison.Ordinal) + 11;
        Assert.Equal([1, 255, 0], ply[(header + 15 + 12)..(header + 30)]);
        Assert.Equal(header + 15 * Ball.Vertices.Length + 13 * Ball.Triangles.Length, ply.Length);

        byte[] glb = Written("ball.glb", path => MeshFile.Write(path, coloured));
        int json = BinaryPrimitives.ReadInt32LittleEndian(glb.AsSpan(12));
        JsonElement document = JsonElement.Parse(Encoding.ASCII.GetString(glb, 20, json));
        Assert.Equal(2, document.GetProperty("meshes")[0].GetProperty("primitives")[0].GetProperty("attributes").GetProperty("COLOR_0").GetInt32());
        Assert.Equal(glb.Length - 28 - json, document.GetProperty("buffers")[0].GetProperty("byteLength").GetInt32());
        Assert.Equal([0, 255, 0, 255], glb[^4..^0].Select((value, i) => i == 0 ? (byte)0 : value));

        using var archive = new ZipArchive(new MemoryStream(Written("ball.3mf", path => MeshFile.Write(path, coloured))));
        using Stream stream = archive.GetEntry("3D/3dmodel.model")!.Open();
        XElement model = XElement.Load(stream);
        XElement group = Assert.Single(model.Descendants(), element => element.Name.LocalName == "colorgroup");
        Assert.Equal(["#00FF00FF", "#01FF00FF", "#02FF00FF"], group.Elements().Select(color => color.Attribute("color")!.Value));
        Assert.All(
            model.Descendants().Where(element => element.Name.LocalName == "triangle"),
            t => Assert.Equal((group.Attribute("id")!.Value, (int)t.Attribute("v2")! % 3), (t.Attribute("pid")!.Value, (int)t.Attribute("p2")!)));
    }

    [Fact]
    public void A_colour_for_each_vertex_or_none() =>
        Assert.Throws<ArgumentException>(() => new Mesh(Ball.Vertices, Ball.Triangles) { Colors = [default] });

    private static byte[] Written(string name) => Written(name, path => MeshFile.Write(path, Ball));

    private static byte[] Written(string name, Action<string> write)
    {
        string folder = Directory.CreateTempSubdirectory("vesalius-mesh-").FullName;
        try
        {
            write(Path.Combine(folder, name));
            return File.ReadAllBytes(Path.Combine(folder, name));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
