using System.Globalization;
using System.Text;

namespace Vesalius.Analysis.Tables;

/// <summary>A table to be read by spreadsheets and scripts: comma-separated, UTF-8, as RFC 4180 has it, whatever the language of the machine.</summary>
/// <param name="columns">The names in the first line.</param>
public sealed class CsvTable(params IReadOnlyList<string> columns)
{
    private readonly List<object?[]> rows = [];

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>How many rows there are below the names.</summary>
    public int Count => rows.Count;

    /// <summary>Adds a row. Undefined numbers (NaN) and nulls become empty cells, infinite ones <c>Infinity</c>.</summary>
    /// <exception cref="ArgumentException">The row has another number of cells than there are columns.</exception>
    public void Add(params object?[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != columns.Count)
        {
            throw new ArgumentException($"The table has {columns.Count} columns; a row of {cells.Length} cells came.", nameof(cells));
        }

        rows.Add(cells);
    }

    /// <summary>Writes the table to a file, which appears under its name only when it is complete.</summary>
    public void Write(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllText(temporary, ToString());
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The table as text, every line ended by a line feed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (IEnumerable<object?> row in rows.Prepend([.. columns]))
        {
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(object? value) => value switch
    {
        null or double.NaN or float.NaN => string.Empty,
        double.PositiveInfinity or float.PositiveInfinity => "Infinity",
        double.NegativeInfinity or float.NegativeInfinity => "-Infinity",
        IFormattable number => Quoted(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Quoted(value.ToString() ?? string.Empty),
    };

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
