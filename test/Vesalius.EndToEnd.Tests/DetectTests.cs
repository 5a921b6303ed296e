using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

public sealed class DetectTests
{
    [Fact]
    public void Probabilities_are_evaluated_against_overlapping_masks_and_give_an_operating_point()
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        JsonElement json = VesaliusCommand.Run(
            folder.Path,
            ["detect", "--probabilities", "probabilities", "--labels", "labels", "--threshold", "0.3", "--save-operating-point", "point.json", "--json"]).Expect(0).Json;
        JsonElement[] structures = [.. json.GetProperty("evaluation").EnumerateArray()];
        JsonElement lung = structures.Single(one => one.GetProperty("name").GetString() == "lung");
        Assert.Equal((2, 2, 3), (Number(lung, "images"), Number(lung, "references"), Number(lung, "findings")));
        JsonElement overlap = lung.GetProperty("criteria")[0];
        Assert.Equal("mask IoU 0.5", overlap.GetProperty("criterion").GetString());

        // By falling score: 0.9 hits, 0.8 is false, 0.7 hits: envelope 1 to one half, 2/3 to the end.
        Assert.Equal((1 + 2.0 / 3) / 2, overlap.GetProperty("averagePrecision").GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal(1, overlap.GetProperty("greatestSensitivity").GetDouble());

        JsonElement tube = structures.Single(one => one.GetProperty("name").GetString() == "tube");
        Assert.Equal((1, 1), (Number(tube, "positiveImages"), Number(tube, "references")));
        Assert.Equal(1, tube.GetProperty("auroc").GetProperty("value").GetDouble());
        Assert.Equal(0.3, JsonElement.Parse(File.ReadAllText(folder["point.json"])).GetProperty("threshold").GetDouble());

        JsonElement again = VesaliusCommand.Run(
            folder.Path, ["detect", "--probabilities", "probabilities", "--labels", "labels", "--operating-point", "point.json", "--report", "page.html", "--json"]).Expect(0).Json;
        JsonElement finding = again.GetProperty("cases")[0].GetProperty("structures")[0].GetProperty("findings")[0];
        Assert.Equal([2, 2, 0], finding.GetProperty("box").GetProperty("first").EnumerateArray().Select(value => value.GetInt32()));
        Assert.Equal(4, finding.GetProperty("contours")[0].GetArrayLength());
        Assert.False(again.TryGetProperty("model", out _));
        string page = File.ReadAllText(folder["page.html"]);
        Assert.Contains("<td>mask IoU 0.5</td><td>2 of 2</td>", page, StringComparison.Ordinal);
        Assert.Contains("bare probabilities are not", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--probabilities stands in place of MODEL and IMAGE", "--probabilities", "probabilities")]
    [InlineData("detect takes MODEL and IMAGE", "model")]
    [InlineData("--threshold lies above 0", "model", "image.png", "--threshold", "2")]
    public void What_cannot_be_meant_is_told_in_one_line(string expected, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        CommandResult result = VesaliusCommand.Run(folder.Path, ["detect", .. arguments]).Expect(2);
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static void Write(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder["probabilities"]);
        Directory.CreateDirectory(Path.Combine(folder["labels"], "a"));
        Directory.CreateDirectory(Path.Combine(folder["labels"], "b"));
        Mask(Path.Combine(folder["labels"], "a", "lung.png"), (2, 2));
        Mask(Path.Combine(folder["labels"], "a", "tube.png"), (3, 3));
        Mask(Path.Combine(folder["labels"], "b", "lung.png"), (8, 8));
        Probability(folder, "a_lung", (2, 2, 0.9f), (12, 2, 0.8f));
        Probability(folder, "b_lung", (8, 8, 0.7f));
        Probability(folder, "a_tube", (3, 3, 0.6f));
        Probability(folder, "b_tube");
    }

    private static void Mask(string path, (int X, int Y) at)
    {
        var mask = new Volume<ushort>(Grid.Planar(20, 20));
        for (int i = 0; i < 16; i++)
        {
            mask[at.X + i % 4, at.Y + i / 4, 0] = 1;
        }

        VolumeFile.Write(path, new LabelMap(mask, LabelTable.Unnamed([1])));
    }

    private static void Probability(TemporaryFolder folder, string name, params (int X, int Y, float Value)[] squares)
    {
        var field = new Volume<float>(Grid.Planar(20, 20));
        foreach ((int x, int y, float value) in squares)
        {
            for (int i = 0; i < 16; i++)
            {
                field[x + i % 4, y + i / 4, 0] = value;
            }
        }

        VolumeFile.Write(Path.Combine(folder["probabilities"], name + ".nii.gz"), field);
    }
}
