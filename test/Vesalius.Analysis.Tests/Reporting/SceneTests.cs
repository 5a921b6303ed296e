using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;
using Vesalius.Analysis.Reporting;
using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Tests.Reporting;

public sealed class SceneTests
{
    [Fact]
    public void A_surface_in_a_page_is_the_surface_to_a_step_of_its_box()
    {
        Mesh mesh = Balls()[0].Mesh;
        XElement script = Page(new ReportBlock.Scene([new ModelPart(mesh, "ball", new Rgb(1, 2, 3))], "c")).Descendants("script")
            .Single(element => element.Attribute("data-vertices") is not null);
        byte[] bytes = Convert.FromBase64String(script.Value);
        int Read(int i) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i));
        double[] box = [.. script.Attribute("data-box")!.Value.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        int count = int.Parse(script.Attribute("data-vertices")!.Value, CultureInfo.InvariantCulture);
        WorldPoint[] vertices = [.. Enumerable.Range(0, count).Select(i => new WorldPoint(At(3 * i), At(3 * i + 1), At(3 * i + 2)))];
        double At(int i) => box[i % 3] + Read(i) / 65535.0 * (box[i % 3 + 3] - box[i % 3]);
        Triangle[] triangles = [.. Enumerable.Range(0, (bytes.Length / 2 - 3 * count) / 3).Select(t =>
            new Triangle(Read(3 * count + 3 * t), Read(3 * count + 3 * t + 1), Read(3 * count + 3 * t + 2)))];
        Assert.Equal(mesh.Triangles, triangles);
        Assert.InRange(mesh.Vertices.Zip(vertices, (a, b) => a.DistanceTo(b)).Max(), 0, 1e-3);
        Assert.True(new Mesh(vertices, triangles).Topology.IsWatertight);
    }

    [Fact]
    public void Only_a_page_with_surfaces_has_a_script_and_it_stands_there_once()
    {
        XElement Script(XElement page) => page.Descendants("script").Single(element => element.Attribute("type") is null);
        var scene = new ReportBlock.Scene(Balls(), "c");
        Assert.Contains("getContext(\"webgl\"", Script(Page(scene, scene)).Value, StringComparison.Ordinal);
        Assert.DoesNotContain(Page(new ReportBlock.Paragraph("p")).Descendants("script"), element => element.Attribute("type") is null);
    }

    [Fact]
    public void The_script_is_the_same_to_a_reader_of_html_and_of_xml()
    {
        string html = new ReportPage("t", [new ReportSection("s", new ReportBlock.Scene(Balls(), "c"))]).ToHtml();
        string inHtml = html[(html.LastIndexOf("<script>", StringComparison.Ordinal) + 8)..html.LastIndexOf(
            "</script>", StringComparison.Ordinal)];
        Assert.DoesNotContain("&lt;", inHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("</", inHtml, StringComparison.Ordinal);
        Assert.StartsWith("//<![CDATA[\n", inHtml, StringComparison.Ordinal);
        Assert.EndsWith("//]]>", inHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_another_structure_is_glass_and_what_lies_inside_is_not()
    {
        ModelPart[] parts = [.. Balls()];
        Assert.Equal(["outer", "inner"], parts.Select(part => part.Name));
        Assert.InRange(parts[0].Opacity, 0.1, 0.5);
        Assert.Equal(1, parts[1].Opacity);
        Assert.Equal(4.0 / 3 * Math.PI * 5 * 5 * 5, parts[1].Mesh.VolumeMm3, 15.0);
    }

    [Fact]
    public void A_large_rough_structure_is_thinned_out_and_stays_in_its_place()
    {
        var random = new Random(5);
        var grid = Grid.Of(new Size3(70, 70, 50), new Spacing(1, 1, 1.5));
        var rough = new Volume<ushort>(grid, [.. Enumerable.Range(0, 70 * 70 * 50).Select(i =>
        {
            double x = i % 70 - 35, y = i / 70 % 70 - 35, z = (i / 4900 - 25) * 1.5;
            return (ushort)(Math.Sqrt(x * x + y * y + z * z) + 2 * random.NextDouble() < 30 ? 1 : 0);
        })]);
        Mesh mesh = Assert.Single(SurfaceModel.Of(new LabelMap(rough, LabelTable.Unnamed([1])))).Mesh;
        Assert.InRange(mesh.Vertices.Length, 100, ushort.MaxValue);
        Assert.All(mesh.Vertices, vertex => Assert.InRange(vertex.DistanceTo(new WorldPoint(35, 35, 37.5)), 20, 33));
        Assert.True(mesh.Topology.IsWatertight);
    }

    [Fact]
    public void A_planar_image_has_no_surfaces() =>
        Assert.Empty(SurfaceModel.Of(new LabelMap(new Volume<ushort>(Grid.Planar(4, 4)), LabelTable.Unnamed([1]))));

    /// <summary>A ball of 14 mm around one of 5 mm.</summary>
    internal static IReadOnlyList<ModelPart> Balls() => SurfaceModel.Of(Labels());

    internal static LabelMap Labels()
    {
        var grid = new Grid(new Size3(36, 36, 18), Affine.FromSpacing(new Spacing(1, 1, 2), new WorldPoint(-17.5, -17.5, -17)));
        ushort At(int i)
        {
            double radius = grid.ToWorld(new VoxelPoint(i % 36, i / 36 % 36, i / 36 / 36)).DistanceTo(default);
            return (ushort)(radius < 5 ? 2 : radius < 14 ? 1 : 0);
        }

        return new LabelMap(
            new Volume<ushort>(grid, [.. Enumerable.Range(0, 36 * 36 * 18).Select(At)]),
            new LabelTable([new Label(1, "outer", new Rgb(200, 100, 50)), new Label(2, "inner", new Rgb(10, 220, 30))]));
    }

    private static XElement Page(params ReportBlock[] blocks) =>
        XDocument.Parse(new ReportPage("t", [new ReportSection("s", blocks)]).ToHtml()
            .Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal)).Root!;
}
