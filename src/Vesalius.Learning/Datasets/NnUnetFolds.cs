namespace Vesalius.Learning.Datasets;

/// <summary>nnU-Net's five folds: those of scikit-learn's KFold(5, shuffle, seed 12345) over the sorted names of the cases.</summary>
public static class NnUnetFolds
{
    /// <summary>How many folds there are.</summary>
    public const int Count = 5;

    private const uint Seed = 12345;

    /// <summary>The cases to validate on, of the cases in the order of their names; the others are learned from.</summary>
    /// <param name="cases">How many cases there are, at least 5.</param>
    /// <param name="fold">0 to 4.</param>
    /// <returns>Indices in ascending order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than five cases, or there is no such fold.</exception>
    public static IReadOnlyList<int> Validation(int cases, int fold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, Count);
        ArgumentOutOfRangeException.ThrowIfNegative(fold);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fold, Count);
        int whole = cases / Count, longer = cases % Count, start = fold * whole + Math.Min(fold, longer);
        return [.. new MersenneTwister(Seed).Permutation(cases).Skip(start).Take(whole + (fold < longer ? 1 : 0)).Order()];
    }
}
