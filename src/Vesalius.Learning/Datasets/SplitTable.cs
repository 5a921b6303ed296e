namespace Vesalius.Learning.Datasets;

/// <summary>What a split file says about one case.</summary>
/// <param name="Case">The case, or the part of its name before an underscore that several images of one patient share.</param>
/// <param name="Group">What must not be parted.</param>
/// <param name="Split">What it is used for; null when the file leaves it open.</param>
/// <param name="HeldOut">Whether it may not be used at all.</param>
internal sealed record SplitRow(string Case, string Group, DatasetSplit? Split, bool HeldOut);

/// <summary>A split file: comma-separated, with a header that names <c>case</c>, <c>split</c> and, if groups matter, <c>group</c>.</summary>
internal sealed class SplitTable
{
    private readonly Dictionary<string, SplitRow> rows;

    private SplitTable(Dictionary<string, SplitRow> rows) => this.rows = rows;

    public int Count => rows.Count;

    /// <summary>The row of a case: of its own name, or of the longest beginning that ends before an underscore or a hyphen.</summary>
    public SplitRow? RowOf(string id)
    {
        for (string name = id; name.Length > 0;)
        {
            if (rows.TryGetValue(name, out SplitRow? row))
            {
                return row;
            }

            int end = name.AsSpan().LastIndexOfAny('_', '-');
            name = end < 0 ? string.Empty : name[..end];
        }

        return null;
    }

    /// <summary>Reads the file and checks that no group is on two sides.</summary>
    public static SplitTable Read(string path)
    {
        string[] lines = [.. File.ReadAllLines(path).Select(line => line.Trim('\uFEFF', ' ', '\r')).Where(line => line.Length > 0)];
        string[] header = lines.Length == 0 ? [] : [.. Cells(lines[0]).Select(cell => cell.ToLowerInvariant())];
        int caseColumn = Array.IndexOf(header, "case"), groupColumn = Array.IndexOf(header, "group"), splitColumn = Array.IndexOf(header, "split");
        if (caseColumn < 0 || (splitColumn < 0 && groupColumn < 0))
        {
            throw new DatasetException($"{path}: expected a header with case, group and split; \"{(lines.Length == 0 ? string.Empty : lines[0])}\" came.");
        }

        var rows = new Dictionary<string, SplitRow>(StringComparer.Ordinal);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = Cells(lines[i]);
            string Cell(int column) => column >= 0 && column < cells.Length ? cells[column] : string.Empty;
            string id = Cell(caseColumn), group = Cell(groupColumn);
            (DatasetSplit? split, bool heldOut) = Use(Cell(splitColumn), $"{path}, row {i + 1}");
            if (!rows.TryAdd(id, new SplitRow(id, group.Length > 0 ? group : id, split, heldOut)))
            {
                throw new DatasetException($"{path}, row {i + 1}: case {id} is named a second time. Keep one row per case.");
            }
        }

        RefusePartedGroups(path, rows.Values);
        return new SplitTable(rows);
    }

    private static (DatasetSplit? Split, bool HeldOut) Use(string text, string where) => text.ToLowerInvariant() switch
    {
        "" => (null, false),
        "train" or "training" => (DatasetSplit.Train, false),
        "val" or "validation" or "valid" => (DatasetSplit.Validation, false),
        "heldout" or "held-out" or "test" => (null, true),
        _ => throw new DatasetException($"{where}: expected the split train, val or heldout; \"{text}\" came."),
    };

    private static void RefusePartedGroups(string path, IEnumerable<SplitRow> rows)
    {
        if (rows.GroupBy(row => row.Group).FirstOrDefault(group => group.Select(row => (row.Split, row.HeldOut)).Distinct().Count() > 1) is { } parted)
        {
            throw new DatasetException(
                $"{path}: group {parted.Key} is parted: {Listing.Of([.. parted.Select(row => $"{row.Case} is {(row.HeldOut ? "heldout" : row.Split?.ToString().ToLowerInvariant() ?? "open")}")])}. Cases of one group belong on one side.");
        }
    }

    /// <summary>The cells of a line, without quotation marks.</summary>
    public static string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim().Trim('"'))];
}
