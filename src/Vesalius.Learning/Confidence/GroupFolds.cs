namespace Vesalius.Learning.Confidence;

/// <summary>Cases parted so that each can be judged by what others taught. Cases of one group stay together.</summary>
internal static class GroupFolds
{
    private const int Most = 5;

    /// <summary>The part of each case, from 0; a single part where all belong to one group.</summary>
    public static int[] Of(IReadOnlyList<string> groups)
    {
        string[] distinct = [.. groups.Distinct().Order(StringComparer.Ordinal)];
        int folds = Math.Min(Most, distinct.Length);
        return [.. groups.Select(group => Array.IndexOf(distinct, group) % Math.Max(1, folds))];
    }
}
