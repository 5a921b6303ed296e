using System.Security.Cryptography;
using System.Text;

namespace Vesalius.Learning.Datasets;

/// <summary>
/// One of several folds of a dataset's cases: its cases are validated on, all others are learned from. Groups (patients) are never parted,
/// folds are as equal in cases as that allows, and which group is in which fold depends on names and seed alone.
/// </summary>
/// <param name="Index">0 for the first.</param>
/// <param name="Count">How many folds there are, at least 2.</param>
public sealed record GroupFold(int Index, int Count)
{
    /// <summary>Deals groups out to folds, the largest first, each to the fold that has the fewest cases so far.</summary>
    /// <param name="groups">The group of every case.</param>
    /// <param name="count">How many folds there are.</param>
    /// <param name="seed">Which of the possible ways.</param>
    /// <returns>The fold of each group.</returns>
    /// <exception cref="ArgumentException">There are fewer groups than folds.</exception>
    public static IReadOnlyDictionary<string, int> Deal(IEnumerable<string> groups, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        IGrouping<string, string>[] ordered = [.. groups.GroupBy(group => group, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => Order(seed, group.Key), StringComparer.Ordinal)];
        if (ordered.Length < count)
        {
            throw new ArgumentException($"{count} folds need as many groups of cases; {ordered.Length} came. Ask for fewer folds.", nameof(groups));
        }

        int[] cases = new int[count];
        var folds = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (IGrouping<string, string> group in ordered)
        {
            int fold = Array.IndexOf(cases, cases.Min());
            folds[group.Key] = fold;
            cases[fold] += group.Count();
        }

        return folds;
    }

    private static string Order(int seed, string group) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"fold {seed}:{group}")));
}
