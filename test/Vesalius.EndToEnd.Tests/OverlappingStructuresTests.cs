using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

/// <summary>The commands of docs/how-to/findings-in-x-rays.md, on films that are made here.</summary>
public sealed class OverlappingStructuresTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public OverlappingStructuresTests() => FilmDataset.Write(folder["films"], films: 16, validation: 6);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Overlapping_structures_are_learned_predicted_compared_and_found()
    {
        JsonElement summary = Run("train", "films", "--output", "model", "--epochs", "14", "--deterministic", "--report", "training.html", "--json");
        JsonElement dice = summary.GetProperty("validation").GetProperty("dice");
        Assert.True(dice.GetProperty("lung").GetDouble() > 0.85, summary.ToString());
        Assert.True(dice.GetProperty("shadow").GetDouble() > 0.7, summary.ToString());
        Assert.Contains("Overlapping", File.ReadAllText(folder["model/plan.json"]), StringComparison.Ordinal);
        Assert.Contains("They overlap", File.ReadAllText(folder["training.html"]), StringComparison.Ordinal);

        JsonElement temperature = JsonElement.Parse(File.ReadAllText(folder["model/calibration.json"])).GetProperty("temperature");
        Assert.Equal(6, temperature.GetProperty("cases").GetInt32());
        Assert.True(temperature.GetProperty("negativeLogLikelihoodAfter").GetDouble() > 0, temperature.ToString());

        Run("predict", "model", "films/images", "--output", "found", "--probabilities", "--json");
        Volume<ushort> lung = VolumeFile.ReadLabels(folder["found/film_10/lung.png"]).Voxels, shadow = VolumeFile.ReadLabels(folder["found/film_10/shadow.png"]).Voxels;
        Assert.Contains(lung.Array.Zip(shadow.Array), pixel => pixel is { First: > 0, Second: > 0 });
        Assert.True(File.Exists(folder["found/film_10_shadow.nii.gz"]));
        JsonElement compared = Run("evaluate", "films/labels", "found", "--json");
        Assert.Equal(16, compared.GetProperty("cases").GetArrayLength());
        Assert.Equal(["lung", "shadow"], compared.GetProperty("summary").EnumerateArray().Select(one => one.GetProperty("name").GetString()).Order());
        Assert.True(compared.GetProperty("meanDice").GetDouble() > 0.75, compared.GetProperty("summary").ToString());

        Run("predict", "model", "films/images/film_10.png", "--output", "film_10.seg.nrrd", "--json");
        LabelMap layers = VolumeFile.ReadLabels(folder["film_10.seg.nrrd"]);
        Assert.Equal(lung.Array.Select(voxel => voxel > 0), layers.Mask(layers.Table.First(label => label.Name == "lung")).Array);

        JsonElement point = JsonElement.Parse(File.ReadAllText(folder["model/detection.json"]));
        Assert.InRange(point.GetProperty("minimumScore").GetProperty("lung").GetDouble(), 0.5, 1);
        JsonElement found = Run("detect", "model", "films/images/film_10.png", "--picture", "film_10.png", "--json").GetProperty("cases")[0];
        JsonElement[] structures = [.. found.GetProperty("structures").EnumerateArray()];
        Assert.Equal(["lung", "shadow"], structures.Select(one => one.GetProperty("name").GetString()));
        Assert.All(structures, one => Assert.NotEqual(0, one.GetProperty("findings").GetArrayLength()));
        Assert.True(File.Exists(folder["film_10.png"]));

        JsonElement evaluation = Run("detect", "model", "films/images", "--labels", "films/labels", "--threshold", "0.3", "--report", "findings.html", "--json")
            .GetProperty("evaluation");
        JsonElement judged = evaluation.EnumerateArray().Single(one => one.GetProperty("name").GetString() == "shadow");
        Assert.Equal((16, 8), (judged.GetProperty("images").GetInt32(), judged.GetProperty("positiveImages").GetInt32()));
        Assert.True(judged.GetProperty("auroc").GetProperty("value").GetDouble() > 0.8, judged.ToString());

        string page = File.ReadAllText(folder["findings.html"]);
        Assert.Equal(16, page.Split("data:image/png").Length - 1);
        Assert.Contains("learned from", page, StringComparison.Ordinal);
        Run("report", "findings.html", "--output", "report.html", "--json");
        Assert.Contains("FROC by mask IoU 0.5", File.ReadAllText(folder["report.html"]), StringComparison.Ordinal);
    }

    private JsonElement Run(params string[] arguments) => VesaliusCommand.Run(folder.Path, arguments).Expect(0).Json;
}
