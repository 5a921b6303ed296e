using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class PlanPresetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PlanPresetTests()
    {
        Grid grid = Grid.Of(new Size3(20, 32, 24), new Spacing(1, 1, 1));
        foreach (string id in new[] { "a", "b", "c", "d", "e" })
        {
            Directory.CreateDirectory(folder["data/images"]);
            Directory.CreateDirectory(folder["data/labels"]);
            VolumeFile.Write(folder[$"data/images/{id}.nii.gz"], new Volume<float>(grid, [.. Enumerable.Range(1, (int)grid.Size.Count).Select(i => (float)i)]));
            VolumeFile.Write(folder[$"data/labels/{id}.nii.gz"], new LabelMap(new Volume<ushort>(grid, [.. Enumerable.Range(0, (int)grid.Size.Count).Select(i => (ushort)(i % 7 == 0 ? 1 : 0))]), LabelTable.Unnamed([1])));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_preset_gives_nnU_Nets_plans_as_its_own_file_has_them()
    {
        CommandResult result = VesaliusCommand.Run("plan", folder["data"], "--preset", "nnunet", "--fold", "0", "--json", "--output", folder["plans.json"]).Expect(0);
        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal(result.Out.Trim(), File.ReadAllText(folder["plans.json"]).Trim());
        JsonElement full = document.RootElement.GetProperty("configurations").GetProperty("3d_fullres");
        Assert.Equal([24, 32, 20], full.GetProperty("patch_size").EnumerateArray().Select(one => one.GetInt32()));
        Assert.Equal("PlainConvUNet", full.GetProperty("architecture").GetProperty("network_class_name").GetString()!.Split('.')[^1]);
        Assert.Contains("3d_fullres: spacing 1×1×1 mm", VesaliusCommand.Run("plan", folder["data"], "--preset", "nnunet").Expect(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_preset_is_a_wrong_usage() =>
        Assert.Contains("resenc-m", VesaliusCommand.Run("plan", folder["data"], "--preset", "swin").Expect(2).Error, StringComparison.Ordinal);
}
