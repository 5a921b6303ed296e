using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Registration;

namespace Vesalius.EndToEnd.Tests;

public sealed class TrackTests
{
    private static readonly string[] Visits = ["january", "march", "may"];

    /// <summary>Lesions per visit, as centre and radius: one grows, one shrinks, and a third comes in March.</summary>
    private static readonly (WorldPoint Centre, double RadiusMm)[][] Lesions =
    [
        [(new(-30, 0, 0), 9), (new(30, 0, 0), 8)],
        [(new(-30, 0, 0), 10.2), (new(30, 0, 0), 7), (new(0, 32, 6), 6)],
        [(new(-30, 0, 0), 12), (new(30, 0, 0), 6), (new(0, 32, 6), 6)],
    ];

    [Fact]
    public void The_commands_of_the_how_to_page_run_and_answer()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder, default);
        var page = new HowToPage("how-to", "track-lesions.md");
        File.WriteAllText(folder["corrections.json"], page.Blocks("json").Single());
        IReadOnlyList<CommandResult> results = page.Run(folder);

        Assert.Equal(5, results.Count);
        Assert.Contains("progressive disease by RECIST 1.1", results[0].Out, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(folder["course.html"]), StringComparison.Ordinal);
        JsonElement lesions = results[2].Json.GetProperty("lesions");
        Assert.Equal(["baseline", "gone", "gone"], States(lesions[1]));
        Assert.Contains(lesions.EnumerateArray(), lesion => States(lesion) is ["notYet", "new", "persisting"]);
        Assert.True(File.Exists(folder["changes/march-change.nii.gz"]));
    }

    [Fact]
    public void A_lesion_that_came_is_seen_in_the_scans_without_a_segmentation()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder, default);
        string[] scans = [.. Visits.SelectMany(visit => new[] { "--image", folder[$"{visit}-ct.nii.gz"] })];
        JsonElement change = Run(folder, ["--mask", folder["brain.nii.gz"], "--save-changes", folder["changes"], .. scans]).Json
            .GetProperty("visits")[1].GetProperty("scanChange");
        JsonElement[] places = [.. change.GetProperty("places").EnumerateArray()];
        Assert.Contains(places, place => place.GetProperty("peakSd").GetDouble() > 3
            && new WorldPoint(0, 32, 6).DistanceTo(Point(place.GetProperty("centroid"))) < 4);
        LabelMap marked = VolumeFile.ReadLabels(folder["changes/march-change.nii.gz"]);
        Assert.Equal(
            change.GetProperty("volumeMl").GetDouble() * 1000,
            marked.Voxels.Array.Count(label => label > 0) * marked.Grid.VoxelVolumeMm3, 1e-6);
    }

    [Fact]
    public void Scans_are_compared_inside_a_mask_only()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder, default);
        CommandResult refused = VesaliusCommand.Run(
            "track", folder["january.nii.gz"], folder["march.nii.gz"], "--save-changes", folder["changes"]).Expect(2);
        Assert.Contains("--mask", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_tells_states_changes_and_the_response()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder, default);
        JsonElement document = Run(folder, "--dates", "2026-01-12,2026-03-09,2026-05-11").Json;
        JsonElement[] lesions = [.. document.GetProperty("lesions").EnumerateArray()];
        Assert.Equal(["baseline", "persisting", "persisting"], States(lesions[0]));
        Assert.Equal(["notYet", "new", "persisting"], States(lesions[2]));
        JsonElement growth = lesions[0].GetProperty("changes")[0];
        Assert.True(growth.GetProperty("exceedsNoise").GetBoolean());
        JsonElement shrinkage = lesions[1].GetProperty("changes")[0];
        Assert.True(shrinkage.GetProperty("doublingDays").GetDouble() < 0);
        Assert.InRange(-shrinkage.GetProperty("doublingDays").GetDouble(), shrinkage.GetProperty("halvingDaysRange")[0].GetDouble(), 1000);
        double[] range = [.. growth.GetProperty("doublingDaysRange").EnumerateArray().Select(number => number.GetDouble())];
        Assert.InRange(56 * Math.Log(2) / Math.Log(Math.Pow(10.2 / 9, 3)), range[0], range[1]);
        JsonElement recist = document.GetProperty("recist");
        Assert.Equal([1, 2], recist.GetProperty("targets").EnumerateArray().Select(id => id.GetInt32()));
        Assert.Equal("progressive", recist.GetProperty("visits")[1].GetProperty("overall").GetString());
        Assert.Equal(1, recist.GetProperty("progressionVisit").GetInt32());
        Assert.Equal("2026-03-09", document.GetProperty("visits")[1].GetProperty("date").GetString());
    }

    [Fact]
    public void A_patient_who_lies_elsewhere_is_laid_over_the_first_scan()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder, new WorldVector(14, -9, 6));
        string[] scans = [.. Visits.SelectMany(visit => new[] { "--image", folder[$"{visit}-ct.nii.gz"] })];
        JsonElement document = Run(folder, ["--register", "rigid", .. scans]).Json;
        Assert.All(document.GetProperty("lesions").EnumerateArray(), lesion => Assert.DoesNotContain("gone", States(lesion)));
        double[] map = [.. document.GetProperty("visits")[2].GetProperty("registration").GetProperty("firstToThis").EnumerateArray()
            .Select(number => number.GetDouble())];
        Assert.Equal(14, map[3], 1.0);
        Assert.Equal(-9, map[7], 1.0);
        Assert.Equal(6, map[11], 1.0);
    }

    [Fact]
    public void What_registration_finds_is_kept_and_serves_again()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder, new WorldVector(14, -9, 6));
        string[] scans = [.. Visits.SelectMany(visit => new[] { "--image", folder[$"{visit}-ct.nii.gz"] })];
        Volume<float> first = VolumeFile.Read(folder["january-ct.nii.gz"]);
        Volume<ushort> body = first.Map(value => value > -500 ? (ushort)1 : (ushort)0);
        VolumeFile.Write(folder["body.nii.gz"], new LabelMap(body, LabelTable.Unnamed([1])));
        JsonElement found = Run(folder,
        [
            "--register", "rigid", "--mask", folder["body.nii.gz"], "--deformable", "--save-transforms", folder["maps"], .. scans,
        ]).Json;
        JsonElement again = Run(folder, ["--transforms", folder["maps/march.tfm"], folder["maps/may.tfm"]]).Json;
        Assert.Equal(found.GetProperty("lesions").ToString(), again.GetProperty("lesions").ToString());
        JsonElement[] registrations = [.. new[] { found, again }
            .Select(document => document.GetProperty("visits")[2].GetProperty("registration"))];
        Assert.Equal(registrations[0].GetProperty("firstToThis").ToString(), registrations[1].GetProperty("firstToThis").ToString());
        Assert.True(registrations[0].GetProperty("deformation").GetProperty("leastJacobian").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, registrations[1].GetProperty("similarity").ValueKind);
        Assert.All(found.GetProperty("lesions").EnumerateArray(), lesion => Assert.DoesNotContain("gone", States(lesion)));
    }

    [Fact]
    public void Scans_are_segmented_by_a_model_before_they_are_tracked()
    {
        using var folder = new TemporaryFolder();
        DiscDataset.Write(folder["data"], cases: 12, validation: 3);
        VesaliusCommand.Run("train", folder["data"], "--output", folder["model"], "--epochs", "4", "--quiet").Expect(0);
        string[] scans = [folder["data/images/disc_03.png"], folder["data/images/disc_05.png"]];
        JsonElement fromScans = VesaliusCommand
            .Run(["track", .. scans, "--model", folder["model"], "--save-labels", folder["found"], "--json"]).Expect(0).Json;
        VesaliusCommand.Run("predict", folder["model"], scans[0], "--output", folder["predicted.png"]).Expect(0);
        Assert.Equal(
            VolumeFile.ReadLabels(folder["predicted.png"]).Voxels.Array, VolumeFile.ReadLabels(folder["found/disc_03.png"]).Voxels.Array);
        JsonElement fromLabels = VesaliusCommand
            .Run("track", folder["found/disc_03.png"], folder["found/disc_05.png"], "--json").Expect(0).Json;
        Assert.NotEqual(0, fromScans.GetProperty("visits")[0].GetProperty("lesions").GetInt32());
        Assert.Equal(Volumes(fromLabels), Volumes(fromScans));

        static double[] Volumes(JsonElement document) =>
            [.. document.GetProperty("visits").EnumerateArray().Select(visit => visit.GetProperty("totalVolumeMl").GetDouble())];
    }

    [Fact]
    public void A_file_that_is_no_transform_is_named()
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder, default);
        File.WriteAllText(folder["no.tfm"], "nothing");
        CommandResult result = VesaliusCommand.Run(["track", .. Visits[..2].Select(visit => folder[$"{visit}.nii.gz"]), "--transforms",
            folder["no.tfm"]]).Expect(4);
        Assert.Contains("no.tfm: ITK transform: An ITK transform file has a line", Assert.Single(result.ErrorLines),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--transforms takes a file for each of the 2 later visits", "--transforms", "one.tfm")]
    [InlineData("--transforms gives the maps that --register would look for", "--transforms", "one.tfm", "--register", "rigid")]
    [InlineData("--deformable lays scans over each other", "--deformable")]
    [InlineData("--save-transforms keeps what registration finds", "--save-transforms", "maps")]
    [InlineData("--mask says where scans are compared", "--mask", "brain.nii.gz")]
    [InlineData("--save-labels keeps what a model finds", "--save-labels", "found")]
    [InlineData("--dates takes a day for each of the 3 visits; 1 came", "--dates", "2026-01-12")]
    [InlineData("--dates takes days as 2026-01-31", "--dates", "12.1.2026")]
    [InlineData("--register lays scans over each other", "--register", "rigid")]
    [InlineData("come in order of time", "--dates", "2026-05-11,2026-03-09,2026-01-12")]
    [InlineData("no lesion of that number", "--targets", "9")]
    public void What_cannot_be_meant_is_told_in_one_line(string expected, params string[] options)
    {
        using var folder = new TemporaryFolder();
        WriteVisits(folder, default);
        CommandResult result = VesaliusCommand.Run(["track", .. Visits.Select(visit => folder[$"{visit}.nii.gz"]), .. options]).Expect(2);
        Assert.Contains(expected, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    private static CommandResult Run(TemporaryFolder folder, params string[] options) =>
        VesaliusCommand.Run(["track", .. Visits.Select(visit => folder[$"{visit}.nii.gz"]), .. options, "--json"]).Expect(0);

    private static WorldPoint Point(JsonElement place) => new(place[0].GetDouble(), place[1].GetDouble(), place[2].GetDouble());

    private static string[] States(JsonElement lesion) =>
        [.. lesion.GetProperty("visits").EnumerateArray().Select(point => point.GetProperty("state").GetString()!)];

    /// <summary>Three visits of a body of soft tissue with two organs; in May it lies elsewhere.</summary>
    private static void WriteVisits(TemporaryFolder folder, WorldVector shiftInMay)
    {
        Grid grid = new(new Size3(64, 56, 36), Affine.FromSpacing(new Spacing(2, 2, 2.5), new WorldPoint(-63, -55, -44)));
        for (int visit = 0; visit < Visits.Length; visit++)
        {
            WorldTransform back = WorldTransform.Shift(visit == 2 ? -shiftInMay : default);
            var random = new Random(visit);
            var scan = new Volume<float>(grid);
            var labels = new Volume<ushort>(grid);
            for (int i = 0; i < scan.Array.Length; i++)
            {
                WorldPoint at = back.Apply(grid.ToWorld(new VoxelPoint(i % 64, i / 64 % 56, i / 64 / 56)));
                labels.Array[i] = Lesions[visit].Any(ball => ball.Centre.DistanceTo(at) < ball.RadiusMm) ? (ushort)1 : (ushort)0;
                scan.Array[i] = Tissue(at) + (labels.Array[i] > 0 ? 60 : 0) + 10 * random.NextSingle();
            }

            VolumeFile.Write(folder[$"{Visits[visit]}-ct.nii.gz"], scan);
            if (visit == 0)
            {
                var body = scan.Map(value => value > -500 ? (ushort)1 : (ushort)0);
                VolumeFile.Write(folder["brain.nii.gz"], new LabelMap(body, LabelTable.Unnamed([1])));
            }

            VolumeFile.Write(folder[$"{Visits[visit]}.nii.gz"], new LabelMap(labels, LabelTable.Named([KeyValuePair.Create(1, "lesion")])));
        }
    }

    private static float Tissue(WorldPoint at) =>
        Math.Pow(at.X / 48, 2) + Math.Pow(at.Y / 42, 2) + Math.Pow(at.Z / 38, 2) > 1 ? -1000
        : Math.Pow((at.X - 12) / 16, 2) + Math.Pow((at.Y + 18) / 9, 2) + Math.Pow((at.Z - 8) / 14, 2) < 1 ? 700
        : Math.Pow((at.X + 20) / 12, 2) + Math.Pow((at.Y - 20) / 8, 2) + Math.Pow((at.Z + 10) / 18, 2) < 1 ? 150 : 40;
}
