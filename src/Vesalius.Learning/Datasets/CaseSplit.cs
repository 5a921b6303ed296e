using System.Security.Cryptography;
using System.Text;

namespace Vesalius.Learning.Datasets;

/// <summary>Which case is used for what: as a split file says, or drawn by group so that no patient is on both sides.</summary>
internal static class CaseSplit
{
    /// <summary>The cases with their groups and uses, without those held out.</summary>
    /// <exception cref="DatasetException">The split file parts a group or names none of the cases, or there is a single group and no split file.</exception>
    public static IReadOnlyList<DatasetCase> Assign(string root, IReadOnlyList<DatasetCase> cases, DatasetOptions options)
    {
        if (options.Fold is { } fold)
        {
            return InFold(root, cases, fold);
        }

        if (options.GroupFold is { } groupFold)
        {
            return InGroupFold(root, cases, groupFold, options);
        }

        string path = options.SplitFile is null ? Path.Combine(root, "split.csv") : Path.GetFullPath(options.SplitFile);
        if (!File.Exists(path))
        {
            return options.SplitFile is null ? Drawn(root, cases, options)
                : throw new DatasetException($"{path}: expected a split file (case,group,split); there is no such file.");
        }

        SplitTable table = SplitTable.Read(path);
        List<(DatasetCase Case, SplitRow? Row)> rows = [.. cases.Select(one => (one, table.RowOf(one.Id)))];
        if (rows.All(pair => pair.Row is null))
        {
            throw new DatasetException($"{path}: expected rows for cases such as {cases[0].Id}; none of its {table.Count} row(s) names a case that is here.");
        }

        DatasetCase[] grouped = [.. rows.Where(pair => pair.Row is not { HeldOut: true })
            .Select(pair => pair.Row is { } row ? pair.Case with { Group = row.Group, Split = row.Split ?? DatasetSplit.Unspecified } : pair.Case)];
        if (rows.All(pair => pair.Row is null or { Split: null, HeldOut: false }))
        {
            return Drawn(root, grouped, options);
        }

        return grouped.Any(one => one.Split == DatasetSplit.Train) ? grouped
            : throw new DatasetException($"{path}: expected cases to learn from (split \"train\"); none of those that are here is one.");
    }

    /// <summary>Sets whole groups aside for validation, in an order that depends on their names and the seed alone.</summary>
    private static IReadOnlyList<DatasetCase> Drawn(string root, IReadOnlyList<DatasetCase> cases, DatasetOptions options)
    {
        IGrouping<string, DatasetCase>[] groups = [.. cases.GroupBy(one => one.Group).OrderBy(group => Order(options.SplitSeed, group.Key), StringComparer.Ordinal)];
        if (groups.Length < 2)
        {
            throw new DatasetException(
                $"{root}: expected cases of at least two groups, one to learn from and one to check with; there is one, {groups[0].Key}. Add cases, or say in split.csv what each is used for.");
        }

        double wanted = options.ValidationFraction * cases.Count;
        var validation = new HashSet<string>();
        int taken = 0;
        foreach (IGrouping<string, DatasetCase> group in groups.SkipLast(1))
        {
            if (validation.Count > 0 && taken + 0.5 * group.Count() > wanted)
            {
                break;
            }

            validation.Add(group.Key);
            taken += group.Count();
        }

        return [.. cases.Select(one => one with { Split = validation.Contains(one.Group) ? DatasetSplit.Validation : DatasetSplit.Train })];
    }

    /// <summary>
    /// One of nnU-Net's folds of the cases that the dataset's own split file does not hold out; it may not part a group of that file.
    /// </summary>
    private static DatasetCase[] InFold(string root, IReadOnlyList<DatasetCase> cases, int fold)
    {
        string path = Path.Combine(root, "split.csv");
        SplitTable? table = File.Exists(path) ? SplitTable.Read(path) : null;
        DatasetCase[] sorted =
        [
            .. from one in cases.OrderBy(one => one.Id, StringComparer.Ordinal)
               let row = table?.RowOf(one.Id)
               where row is not { HeldOut: true }
               select row is null ? one : one with { Group = row.Group },
        ];
        if (sorted.Length < NnUnetFolds.Count || fold is < 0 or >= NnUnetFolds.Count)
        {
            throw new DatasetException(
                $"{root}: expected a fold from 0 to {NnUnetFolds.Count - 1} of at least {NnUnetFolds.Count} cases; "
                + $"fold {fold} of {sorted.Length} case(s) came.");
        }

        IReadOnlyList<int> validation = NnUnetFolds.Validation(sorted.Length, fold);
        DatasetCase[] split =
            [.. sorted.Select((one, i) => one with { Split = validation.Contains(i) ? DatasetSplit.Validation : DatasetSplit.Train })];
        IGrouping<string, DatasetCase>? parted = split.GroupBy(one => one.Group)
            .FirstOrDefault(group => group.Select(one => one.Split).Distinct().Count() > 1);
        return parted is null ? split : throw new DatasetException(
            $"{path}: nnU-Net's fold {fold} parts group {parted.Key} ({Listing.Of([.. parted.Select(one => one.Id)])}): "
            + "cases of one group belong on one side. Use the split file.");
    }

    private static DatasetCase[] InGroupFold(string root, IReadOnlyList<DatasetCase> cases, GroupFold fold, DatasetOptions options)
    {
        string path = options.SplitFile ?? Path.Combine(root, "split.csv");
        SplitTable? table = File.Exists(path) ? SplitTable.Read(path) : null;
        DatasetCase[] pool =
        [
            .. from one in cases
               let row = table?.RowOf(one.Id)
               where row is not { HeldOut: true }
               select row is null ? one : one with { Group = row.Group },
        ];
        try
        {
            IReadOnlyDictionary<string, int> folds = GroupFold.Deal(pool.Select(one => one.Group), fold.Count, options.SplitSeed);
            return [.. pool.Select(one => one with { Split = folds[one.Group] == fold.Index ? DatasetSplit.Validation : DatasetSplit.Train })];
        }
        catch (ArgumentException tooFew)
        {
            throw new DatasetException($"{root}: {fold.Count} folds need as many groups of cases; there are {pool.Select(one => one.Group).Distinct().Count()}. Ask for fewer folds.", tooFew);
        }
    }

    private static string Order(int seed, string group) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{group}")));
}
