using CsCheck;
using Vesalius.Learning.Datasets;

namespace Vesalius.Learning.Tests.Datasets;

public class DatasetSplitTests
{
    [Fact]
    public void A_split_file_is_used_as_given_and_held_out_cases_are_not_there()
    {
        using var folder = new TestDataset().With("a", "b", "c", "d")
            .Text("split.csv", "case,group,split\na,1,train\nb,2,val\nc,3,heldout\nabsent,4,train\n");
        Dataset dataset = folder.Open();
        Assert.Equal(["a"], dataset.Training.Select(one => one.Id));
        Assert.Equal(["b"], dataset.Validation.Select(one => one.Id));
        Assert.Equal(["a", "b", "d"], dataset.Cases.Select(one => one.Id));
        Assert.Equal(DatasetSplit.Unspecified, dataset.Cases[2].Split);
    }

    [Fact]
    public void A_row_may_name_the_patient_that_several_images_begin_with()
    {
        using var folder = new TestDataset().With("P1_PET", "P1_MR_T1", "P2_PET").Text("split.csv", "case,group,split\nP1,P1,train\nP2,P2,val\n");
        Dataset dataset = folder.Open();
        Assert.Equal(["P1_MR_T1", "P1_PET"], dataset.Training.Select(one => one.Id));
        Assert.Equal("P1", dataset.Training[0].Group);
    }

    [Fact]
    public void Without_a_split_file_a_fifth_is_set_aside_the_same_every_time()
    {
        using var folder = new TestDataset().With([.. Enumerable.Range(0, 10).Select(i => $"c{i}")]);
        Dataset dataset = folder.Open();
        Assert.Equal(2, dataset.Validation.Count);
        Assert.Equal(8, dataset.Training.Count);
        Assert.Equal(dataset.Validation.Select(one => one.Id), folder.Open().Validation.Select(one => one.Id));
        string[] other = [.. Enumerable.Range(1, 5).Select(seed => string.Join(' ', folder.Open(new DatasetOptions { SplitSeed = seed }).Validation.Select(one => one.Id)))];
        Assert.True(other.Distinct().Count() > 1);
    }

    [Fact]
    public void Of_two_cases_one_is_set_aside()
    {
        using var folder = new TestDataset().With("a", "b");
        Dataset dataset = folder.Open();
        Assert.Single(dataset.Training);
        Assert.Single(dataset.Validation);
    }

    [Fact]
    public void A_drawn_split_never_parts_a_group()
    {
        using var folder = new TestDataset();
        Gen.Select(Gen.Int[0, 4].Array[2, 30], Gen.Int[0, 1000]).Where(pair => pair.Item1.Distinct().Count() > 1).Sample((groups, seed) =>
        {
            DatasetCase[] cases = [.. groups.Select((group, i) => new DatasetCase { Id = $"c{i}", Group = $"g{group}", ImagePaths = ["i"], LabelPath = "l" })];
            IReadOnlyList<DatasetCase> split = CaseSplit.Assign(folder.Folder, cases, new DatasetOptions { SplitSeed = seed });
            return split.All(one => one.Split != DatasetSplit.Unspecified)
                && split.GroupBy(one => one.Group).All(group => group.Select(one => one.Split).Distinct().Count() == 1)
                && split.Any(one => one.Split == DatasetSplit.Train) && split.Any(one => one.Split == DatasetSplit.Validation);
        }, iter: 200);
    }

    [Fact]
    public void A_group_on_two_sides_is_refused()
    {
        using var folder = new TestDataset().With("a", "b").Text("split.csv", "case,group,split\na,1,train\nb,1,val\n");
        Assert.Contains("group 1 is parted: a is train, b is validation", folder.Refusal());
    }

    [Theory]
    [InlineData("case,group,split\nx,1,train\n", "none of its 1 row(s) names a case that is here")]
    [InlineData("a,b\n", "expected a header with case, group and split")]
    [InlineData("case,group,split\na,1,learn\n", "expected the split train, val or heldout; \"learn\" came")]
    [InlineData("case,group,split\na,1,val\nb,2,val\n", "expected cases to learn from")]
    [InlineData("case,group,split\na,1,val\na,1,val\n", "case a is named a second time")]
    public void A_split_file_that_cannot_be_used_says_why(string text, string message)
    {
        using var folder = new TestDataset().With("a", "b").Text("split.csv", text);
        Assert.Contains(message, folder.Refusal());
    }
}
