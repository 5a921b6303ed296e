using CsCheck;
using Vesalius.Learning.Datasets;

namespace Vesalius.Learning.Tests.Datasets;

public class GroupFoldTests
{
    [Fact]
    public void Every_group_is_in_one_fold_and_folds_differ_by_no_more_than_the_largest_group() =>
        Gen.Select(Gen.Int[1, 4].Array[5, 30], Gen.Int[2, 5], Gen.Int).Sample((sizes, count, seed) =>
        {
            string[] groups = [.. sizes.SelectMany((size, i) => Enumerable.Repeat($"patient {i}", size))];
            IReadOnlyDictionary<string, int> folds = GroupFold.Deal(groups, count, seed);
            Assert.Equal(groups.Distinct().Order(), folds.Keys.Order());
            int[] cases = [.. Enumerable.Range(0, count).Select(fold => groups.Count(group => folds[group] == fold))];
            Assert.True(cases.Min() > 0 && cases.Max() - cases.Min() <= sizes.Max(), string.Join(", ", cases));
            Assert.Equal(folds, GroupFold.Deal([.. groups.Reverse()], count, seed));
        }, iter: 100);

    [Fact]
    public void Folds_cover_each_case_once_part_no_group_and_leave_out_what_is_held_out()
    {
        using TestDataset folder = new TestDataset().With("a_1", "a_2", "b", "c", "d", "e", "f");
        folder.Text("split.csv", "case,group,split\na_1,a,train\na_2,a,train\nb,b,val\nf,f,heldout\n");
        Dataset[] folds = [.. Enumerable.Range(0, 3).Select(fold => folder.Open(new DatasetOptions { GroupFold = new GroupFold(fold, 3) }))];
        Assert.Equal(["a_1", "a_2", "b", "c", "d", "e"], folds.SelectMany(fold => fold.Validation).Select(one => one.Id).Order());
        Assert.All(folds, fold => Assert.Equal(6, fold.Training.Count + fold.Validation.Count));
        Assert.Single(folds, fold => fold.Validation.Any(one => one.Group == "a"));
    }

    [Fact]
    public void More_folds_than_groups_are_refused()
    {
        using TestDataset folder = new TestDataset().With("a", "b");
        Assert.Contains("3 folds need as many groups", folder.Refusal(new DatasetOptions { GroupFold = new GroupFold(0, 3) }), StringComparison.Ordinal);
    }
}
