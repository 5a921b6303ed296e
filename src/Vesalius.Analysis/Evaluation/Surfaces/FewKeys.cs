using System.Runtime.InteropServices;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// Sorts numbers of which most occur many times, as distances between places of one lattice do: each different number is sorted once, and the
/// others are counted into their place.
/// </summary>
internal static class FewKeys
{
    // Below this many numbers, or when a number occurs fewer times than this on average, sorting all is as fast.
    private const int Few = 256, Occurrences = 8;

    /// <summary>Sorts keys ascending and takes the values along, like <see cref="Array.Sort{TKey,TValue}(TKey[],TValue[])"/>; NaN comes first.</summary>
    /// <param name="keys">The numbers.</param>
    /// <param name="values">One to each, as many.</param>
    public static void Sort(double[] keys, double[] values)
    {
        int[] groups = new int[keys.Length];
        if (keys.Length < Few || Grouped(keys, groups) is not { } different)
        {
            Array.Sort(keys, values);
            return;
        }

        int[] order = [.. Enumerable.Range(0, different.Count)], starts = new int[different.Count];
        foreach (int group in groups)
        {
            starts[group]++;
        }

        double[] ascending = [.. different];
        Array.Sort(ascending, order);
        int start = 0;
        for (int i = 0; i < order.Length; i++)
        {
            int count = starts[order[i]];
            keys.AsSpan(start, count).Fill(ascending[i]);
            starts[order[i]] = start;
            start += count;
        }

        double[] unsorted = [.. values];
        for (int i = 0; i < groups.Length; i++)
        {
            values[starts[groups[i]]++] = unsorted[i];
        }
    }

    // The different keys in the order of their first occurrence, and which of them each key is; null when there are too many.
    private static List<double>? Grouped(double[] keys, int[] groups)
    {
        var numbers = new Dictionary<double, int>();
        var different = new List<double>();
        for (int i = 0; i < keys.Length; i++)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, keys[i], out bool isKnown);
            if (!isKnown)
            {
                if (different.Count > keys.Length / Occurrences)
                {
                    return null;
                }

                number = different.Count;
                different.Add(keys[i]);
            }

            groups[i] = number;
        }

        return different;
    }
}
