using Vesalius.Learning.Datasets;
using Vesalius.Learning.Cases;
using Vesalius.Learning.Confidence;

namespace Vesalius.Learning.Tests.Cases;

public sealed class CaseFolderTests : IDisposable
{
    private static readonly CaseIdentity Identity = new("scan", "model", "options");

    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("vesalius-test-");
    private readonly CaseFolder folder;

    public CaseFolderTests()
    {
        folder = new CaseFolder(temporary.FullName, TimeProvider.System);
        File.WriteAllText(Output, "mask");
        using CaseClaim? claim = folder.TryClaim("case");
        folder.Write(new CaseRecord
        {
            Case = "case", Output = "case.nii.gz", OutputSha256 = ContentHash.Of(Output), Identity = Identity, Inputs = ["scan.nii.gz"],
            ModelFolder = "model", Vesalius = "0", Finished = DateTimeOffset.UnixEpoch, Seconds = 1.5, PeakMemoryBytes = 7,
            Confidence = new SegmentationConfidence
            {
                Structures = [new StructureConfidence(1, "liver", 1000) { Interval = new VolumeInterval(900, 1100, 0.9), PredictedDice = 0.9 }],
                Quality = 0.9, Trusted = false, Reasons = ["why not"], Novelty = new Novelty(2, "spacing", "its spacing"),
            },
        });
    }

    private string Output => Path.Combine(temporary.FullName, "case.nii.gz");

    public void Dispose() => temporary.Delete(recursive: true);

    [Fact]
    public void A_record_comes_back_as_it_was_written()
    {
        CaseRecord found = folder.FindDone("case", Identity)!;
        Assert.Equal(new VolumeInterval(900, 1100, 0.9), found.Confidence!.Structures[0].Interval);
        Assert.Equal(1.5, found.Seconds);
        Assert.Equal(0.9, found.Confidence.Quality);
        Assert.False(found.Confidence.Trusted);
        Assert.Equal(["why not"], found.Confidence.Reasons);
    }

    [Fact]
    public void Another_scan_model_or_option_is_not_done()
    {
        Assert.Null(folder.FindDone("case", Identity with { Input = "other" }));
        Assert.Null(folder.FindDone("case", Identity with { Model = "other" }));
        Assert.Null(folder.FindDone("case", Identity with { Options = "other" }));
        Assert.Null(folder.FindDone("other", Identity));
    }

    [Fact]
    public void A_mask_that_was_changed_or_removed_is_not_done()
    {
        File.WriteAllText(Output, "another mask");
        Assert.Null(folder.FindDone("case", Identity));
        File.Delete(Output);
        Assert.Null(folder.FindDone("case", Identity));
    }

    [Fact]
    public void A_damaged_record_proves_nothing()
    {
        File.WriteAllText(folder.RecordPath("case"), "{\"case\":");
        Assert.Null(folder.FindDone("case", Identity));
    }

    [Fact]
    public void A_hash_depends_on_what_files_contain_and_not_on_where_they_lie()
    {
        string other = Path.Combine(temporary.CreateSubdirectory("other").FullName, "case.nii.gz");
        File.Copy(Output, other);
        Assert.Equal(ContentHash.Of([Output]), ContentHash.Of([other]));
        File.AppendAllText(other, "!");
        Assert.NotEqual(ContentHash.Of([Output]), ContentHash.Of([other]));
    }
}
