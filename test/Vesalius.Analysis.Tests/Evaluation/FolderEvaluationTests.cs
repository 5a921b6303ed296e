using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class FolderEvaluationTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vesalius-evaluation-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Cases_are_paired_by_stem_whatever_their_endings()
    {
        Write("ref", "a.nii.gz", 3);
        Write("ref", "b.nii", 4);
        Write("pred", "a.nii", 3);
        Write("pred", "b.nii.gz", 2);
        Write("pred", "other.nii.gz", 2);
        EvaluationSummary summary = Run();
        Assert.Equal(["a", "b"], summary.Cases.Select(one => one.Case));
        Assert.Equal([1, 2.0 / 3], summary.Cases.Select(one => one.MeanDice));
        Assert.Equal(5.0 / 6, summary.MeanDice, 15);
    }

    [Fact]
    public void Every_missing_prediction_is_named_before_anything_is_read()
    {
        Write("ref", "a.nii.gz", 3);
        Write("ref", "b.nii.gz", 3);
        Write("ref", "c.nii.gz", 3);
        Write("pred", "b.nii.gz", 3);
        var error = Assert.Throws<MissingPredictionsException>(Run);
        Assert.Equal(["a", "c"], error.Cases);
        Assert.Contains("2 of 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_on_different_grids_fails_alone()
    {
        Write("ref", "a.nii.gz", 3);
        Write("ref", "b.nii.gz", 3);
        Write("pred", "a.nii.gz", 3);
        Write("pred", "b.nii.gz", 3, spacing: 2);
        EvaluationSummary summary = Run();
        Assert.Equal("a", Assert.Single(summary.Cases).Case);
        CaseFailure failure = Assert.Single(summary.Failures);
        Assert.Equal("b", failure.Case);
        Assert.IsType<GridMismatchException>(failure.Problem);
    }

    [Fact]
    public void Two_files_of_one_stem_are_refused()
    {
        Write("ref", "a.nii.gz", 3);
        Write("ref", "a.nii", 3);
        Write("pred", "a.nii.gz", 3);
        Assert.Contains("several files", Assert.Throws<ArgumentException>(Run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_row_for_every_case_and_label_and_leaves_undefined_cells_empty()
    {
        Write("ref", "a,1.nii.gz", 0);
        Write("ref", "b.nii.gz", 3);
        Write("pred", "a,1.nii.gz", 0);
        Write("pred", "b.nii.gz", 0);
        string[] lines = EvaluationTables.Cases(Run()).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("case,label,name,referenceVoxels,predictionVoxels,referenceMm3,predictionMm3,dice,iou,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"a,1\",1,label 1,0,0,0,0,,,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("b,1,label 1,3,0,3,0,0,0,0,1,,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",Infinity,Infinity,Infinity,Infinity,0,0", lines[2], StringComparison.Ordinal);
    }

    private EvaluationSummary Run() => FolderEvaluation.Run(
        Path.Combine(root, "ref"), Path.Combine(root, "pred"), new EvaluationOptions(), cancellation: TestContext.Current.CancellationToken);

    private void Write(string folder, string name, int voxels, double spacing = 1)
    {
        Directory.CreateDirectory(Path.Combine(root, folder));
        var map = new Volume<ushort>(Grid.Of(new Size3(6, 4, 3), new Spacing(spacing, 1, 1)));
        map.Voxels[..voxels].Fill(1);
        VolumeFile.Write(Path.Combine(root, folder, name), new LabelMap(map, LabelTable.Unnamed([1])));
    }
}
