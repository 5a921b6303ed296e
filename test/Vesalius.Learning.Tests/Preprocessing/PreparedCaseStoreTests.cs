using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;
using Vesalius.Learning.Tests.Datasets;

namespace Vesalius.Learning.Tests.Preprocessing;

public class PreparedCaseStoreTests
{
    private static readonly SegmentationPlan Plan = TestPlans.Of(new Imaging.Size3(8, 8, 8)) with { Labels = [new PlannedLabel(1, "one")] };

    private static void AssertSame(PreparedCase expected, PreparedCase actual)
    {
        Assert.Equal(expected.Id, actual.Id);
        Assert.Equal(expected.Scan.Grid, actual.Scan.Grid);
        Assert.Equal(expected.Scan.Voxels, actual.Scan.Voxels);
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.ClassLocations[1], actual.ClassLocations[1]);
    }

    [Fact]
    public void Where_cases_are_kept_makes_no_difference()
    {
        using var folder = new TestDataset().With("a", "b", "c");
        IReadOnlyList<DatasetCase> cases = folder.Open().Cases;
        PreparedCaseStore memory = PreparedCaseStore.Prepare(cases, Plan);
        PreparedCaseStore disk = PreparedCaseStore.Prepare(cases, Plan, new PreparedStoreOptions { Folder = Path.Combine(folder.Folder, "prepared"), MemoryBytes = 0 });
        Assert.Equal((3, 0), (memory.CountInMemory, disk.CountInMemory));
        for (int i = 0; i < 3; i++)
        {
            AssertSame(memory[i], disk[i]);
        }
    }

    [Fact]
    public void A_later_run_uses_what_is_there_and_prepares_anew_what_changed_or_was_damaged()
    {
        using var folder = new TestDataset().With("a", "b", "c", "d");
        IReadOnlyList<DatasetCase> cases = folder.Open().Cases;
        string store = Path.Combine(folder.Folder, "prepared");
        var options = new PreparedStoreOptions { Folder = store };
        PreparedCaseStore.Prepare(cases, Plan, options);
        string File(string id) => Path.Combine(store, $"{id}.prepared");
        var before = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        byte[] damaged = System.IO.File.ReadAllBytes(File("b"));
        damaged[^1] ^= 1;
        System.IO.File.WriteAllBytes(File("b"), damaged);
        System.IO.File.WriteAllBytes(File("c"), damaged[..100]);
        folder.Image("images/d.nii.gz", value: i => 2 * i);
        foreach (string id in new[] { "a", "b", "c", "d" })
        {
            System.IO.File.SetLastWriteTimeUtc(File(id), before);
        }

        PreparedCaseStore again = PreparedCaseStore.Prepare(cases, Plan, options);
        Assert.Equal([true, false, false, false], new[] { "a", "b", "c", "d" }.Select(id => System.IO.File.GetLastWriteTimeUtc(File(id)) == before));
        PreparedCaseStore fresh = PreparedCaseStore.Prepare(cases, Plan);
        for (int i = 0; i < 4; i++)
        {
            AssertSame(fresh[i], again[i]);
        }
    }

    [Fact]
    public void Another_working_grid_makes_what_is_there_invalid_and_another_patch_does_not()
    {
        using var folder = new TestDataset().With("a", "b");
        IReadOnlyList<DatasetCase> cases = folder.Open().Cases;
        var options = new PreparedStoreOptions { Folder = Path.Combine(folder.Folder, "prepared") };
        PreparedCaseStore.Prepare(cases, Plan, options);
        string file = Path.Combine(options.Folder, "a.prepared");
        byte[] before = File.ReadAllBytes(file);
        PreparedCaseStore.Prepare(cases, Plan with { PatchSize = new Imaging.Size3(4, 4, 4) }, options);
        Assert.Equal(before, File.ReadAllBytes(file));
        PreparedCaseStore.Prepare(cases, Plan with { WorkingGrid = new WorkingGrid.OfSpacing(new Imaging.Spacing(2, 2, 2)) }, options);
        Assert.NotEqual(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void Nothing_but_whole_files_is_left_behind()
    {
        using var folder = new TestDataset().With("a", "b");
        var options = new PreparedStoreOptions { Folder = Path.Combine(folder.Folder, "prepared") };
        PreparedCaseStore.Prepare(folder.Open().Cases, Plan, options);
        Assert.Equal(["a.prepared", "b.prepared"], Directory.GetFiles(options.Folder).Select(path => Path.GetFileName(path)!).Order());
    }

    [Fact]
    public void It_reports_progress_and_can_be_stopped()
    {
        using var folder = new TestDataset().With("a", "b", "c");
        var progress = new Reports();
        PreparedCaseStore.Prepare(folder.Open().Cases, Plan, new PreparedStoreOptions { AtOnce = 1 }, progress, TestContext.Current.CancellationToken);
        Assert.Equal([1 / 3.0, 2 / 3.0, 1], progress.Values);
        Assert.ThrowsAny<OperationCanceledException>(() => PreparedCaseStore.Prepare(folder.Open().Cases, Plan, cancellation: new CancellationToken(canceled: true)));
    }

    private sealed class Reports : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
