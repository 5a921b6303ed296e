namespace Vesalius.Learning.Datasets;

/// <summary>Which cases belong together, such as the scans of one patient.</summary>
public static class CaseGroups
{
    /// <summary>
    /// Reads the groups of a split file (a header with <c>case</c> and <c>group</c>; further columns do not matter). A row may name the
    /// part
    /// of a case before an underscore that several images of one patient share. A case without a row is a group of its own.
    /// </summary>
    /// <param name="path">The file, comma-separated.</param>
    /// <returns>The group of a case, by its name.</returns>
    /// <exception cref="DatasetException">The header has no case, or a case is named twice.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Func<string, string> Read(string path)
    {
        SplitTable table = SplitTable.Read(path);
        return name => table.RowOf(name)?.Group ?? name;
    }
}
