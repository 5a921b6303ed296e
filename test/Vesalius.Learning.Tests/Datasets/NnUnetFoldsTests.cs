using Vesalius.Learning.Datasets;

namespace Vesalius.Learning.Tests.Datasets;

public sealed class NnUnetFoldsTests
{
    [Theory]
    [InlineData(0, new[] { 3, 8, 13, 16 })]
    [InlineData(1, new[] { 0, 10, 12, 15 })]
    [InlineData(2, new[] { 6, 7, 11, 17 })]
    [InlineData(3, new[] { 9, 14, 18, 19 })]
    [InlineData(4, new[] { 1, 2, 4, 5 })]
    public void Twenty_cases_part_as_they_do_in_nnU_Net(int fold, int[] validation) =>
        Assert.Equal(validation, NnUnetFolds.Validation(20, fold));

    [Fact]
    public void Ten_and_the_hippocampus_of_260_cases_part_as_they_do_in_nnU_Net()
    {
        Assert.Equal([0, 7], NnUnetFolds.Validation(10, 0));
        Assert.Equal([2, 5], NnUnetFolds.Validation(10, 4));
        IReadOnlyList<int> hippocampus = NnUnetFolds.Validation(260, 0);
        Assert.Equal([9, 10, 16, 18, 20, 30, 33, 40, 47, 50, 52, 54, 57, 67, 68, 71, 73, 95], hippocampus.Take(18));
        Assert.Equal((52, 246, 259), (hippocampus.Count, hippocampus[^2], hippocampus[^1]));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(101)]
    public void Every_case_is_validated_on_exactly_once(int cases) =>
        Assert.Equal(Enumerable.Range(0, cases), Enumerable.Range(0, 5).SelectMany(fold => NnUnetFolds.Validation(cases, fold)).Order());

    [Fact]
    public void Too_few_cases_or_another_fold_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NnUnetFolds.Validation(4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NnUnetFolds.Validation(20, 5));
    }
}
