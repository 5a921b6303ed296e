using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class MarginTests
{
    [Fact]
    public void The_commands_of_the_how_to_give_margins_a_page_a_coloured_mesh_and_a_shell()
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        JsonElement json = VesaliusCommand.Run(
            folder.Path, [.. new HowToPage("how-to", "surgical-margins.md").Commands[0], "--json"]).Expect(0).Json;
        JsonElement margin = json.GetProperty("ablation").GetProperty("margin");

        // The tumour: radius 6 at the origin. The zone: radius 11 at x = 2. The vessel: everything beyond y = 10.
        Assert.Equal(3, margin.GetProperty("minimumMm").GetDouble(), 0.5);
        Assert.Equal(-6, margin.GetProperty("at")[0].GetDouble(), 1.0);
        JsonElement vessel = json.GetProperty("structures")[0];
        Assert.Equal(("vessel", 0.0), (vessel.GetProperty("name").GetString(), vessel.GetProperty("contactAreaMm2").GetDouble()));
        Assert.Equal(4, vessel.GetProperty("distance").GetProperty("minimumMm").GetDouble(), 0.75);
        Assert.Equal(0.905, json.GetProperty("target").GetProperty("volumeMl").GetDouble(), 0.03);
        Assert.True(json.GetProperty("target").GetProperty("manifold").GetBoolean());

        // The liver, vessel and all, is a ball of 18 mm.
        Assert.Equal(12, json.GetProperty("capsule").GetProperty("minimumMm").GetDouble(), 0.5);
        Assert.Equal(11, json.GetProperty("ablation").GetProperty("coverage").GetArrayLength());
        Assert.Equal("-Infinity", margin.GetProperty("histogram")[0].GetProperty("fromMm").GetString());
        string page = File.ReadAllText(folder["margin.html"]);
        Assert.Contains("id=\"margin\"", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split("data:image/png").Length - 1);
        Assert.Contains("data-name=\"margin 5 to 10 mm\"", page, StringComparison.Ordinal);
        Assert.Contains("data-name=\"vessel\"", page, StringComparison.Ordinal);
        Assert.Contains("property uchar red", File.ReadAllText(folder["tumour.ply"])[..400], StringComparison.Ordinal);
        Assert.Contains(VolumeFile.ReadLabels(folder["shell.nii.gz"]).Voxels.Array, voxel => voxel == 1);
    }

    [Fact]
    public void A_plane_that_leaves_a_margin_tells_the_remnant()
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        JsonElement plane = VesaliusCommand.Run(
            folder.Path, [.. new HowToPage("how-to", "surgical-margins.md").Commands[1], "--json"]).Expect(0).Json.GetProperty("plane");
        Assert.Equal(4, plane.GetProperty("margin").GetProperty("minimumMm").GetDouble(), 1e-6);
        Assert.InRange(plane.GetProperty("remnantShare").GetDouble(), 0.01, 0.4);
        Assert.Equal(
            plane.GetProperty("organMl").GetDouble(), plane.GetProperty("resectedMl").GetDouble() + plane.GetProperty("remnantMl").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("is neither", "--target", "kidney")]
    [InlineData("--plane takes six numbers", "--target", "tumour", "--plane=1,2,3")]
    [InlineData("--shell takes a number of millimetres", "--target", "tumour", "--shell=-1")]
    [InlineData("choose one of these endings", "--target", "tumour", "--mesh", "tumour.vtk")]
    public void What_cannot_be_meant_is_told_in_one_line(string expected, params string[] options)
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        CommandResult result = VesaliusCommand.Run(folder.Path, ["margin", "labels.nrrd", .. options]).Expect(2);
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private static void Write(TemporaryFolder folder)
    {
        var grid = new Grid(new Size3(40, 40, 40), Affine.FromSpacing(new Spacing(1, 1, 1), new WorldPoint(-19.7, -19.7, -19.7)));
        ushort At(int i)
        {
            WorldPoint p = grid.ToWorld(new VoxelPoint(i % 40, i / 40 % 40, i / 1600));
            double radius = p.DistanceTo(default);
            return (ushort)(radius <= 6 ? 2 : p.Y >= 10 && radius <= 18 ? 3 : radius <= 18 ? 1 : 0);
        }

        var table = new LabelTable([new Label(1, "liver", new Rgb(200, 100, 50)), new Label(2, "tumour", new Rgb(10, 220, 30)), new Label(3, "vessel", new Rgb(0, 0, 255))]);
        VolumeFile.Write(folder["labels.nrrd"], new LabelMap(new Volume<ushort>(grid, [.. Enumerable.Range(0, 64000).Select(At)]), table));
        var zone = new WorldPoint(2, 0, 0);
        ushort[] inside = [.. Enumerable.Range(0, 64000).Select(i =>
            (ushort)(grid.ToWorld(new VoxelPoint(i % 40, i / 40 % 40, i / 1600)).DistanceTo(zone) <= 11 ? 1 : 0))];
        VolumeFile.Write(folder["zone.nii.gz"], new LabelMap(new Volume<ushort>(grid, inside), LabelTable.Unnamed([1])));
    }
}
