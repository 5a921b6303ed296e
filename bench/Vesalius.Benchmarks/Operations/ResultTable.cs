using System.Globalization;
using System.Text;

namespace Vesalius.Benchmarks.Operations;

/// <summary>From the lines of <see cref="SideBySide"/> and of the peer to a table of medians and ratios.</summary>
internal static class ResultTable
{
    private static readonly (string Row, string What, string Peer, string Goal)[] Rows =
    [
        ("edt:ellipsoid-256", "distance to an ellipsoid, 256³ at (0.8, 0.8, 2) mm, one thread", "scipy distance_transform_edt", "15"),
        ("edt:outside-256", "distance to its outside, 256³, one thread", "scipy distance_transform_edt", "15"),
        ("edt:ellipsoid-ct", "distance to an ellipsoid, 512×512×300 at (0.75, 0.75, 1.5) mm, one thread", "scipy distance_transform_edt", "15"),
        ("edt:outside-ct", "distance to its outside, 512×512×300, one thread", "scipy distance_transform_edt", "15"),
        ("surfaces:ellipsoid-256", "all surface scores of a pair, 256³, all cores", "crop, borders, two EDTs, percentiles in scipy", "18"),
        ("surfaces:ellipsoid-ct", "all surface scores of a pair, 512×512×300, all cores", "crop, borders, two EDTs, percentiles in scipy", "18"),
        ("components:blobs-256", "connected components by 26 neighbours with statistics, 200 balls, one thread", "scipy label", "4"),
        ("components:noise-256", "the same, 30 % noise, one thread", "scipy label", "1.4"),
        ("mesh:ellipsoid-256", "marching cubes with an indexed mesh, one thread", "skimage marching_cubes (Lewiner)", "2"),
        ("skeleton:blobs-256", "skeleton (rule of Lee 1994), 200 balls, one thread", "skimage skeletonize_3d", ""),
    ];

    /// <summary>The table in Markdown; rows without measurements are left out.</summary>
    public static string Of(IEnumerable<string> lines)
    {
        ILookup<(string, string), string[]> found = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 6).ToLookup(words => (words[0], words[1]));
        var table = new StringBuilder(
            "| operation | Vesalius | peer | ratio | by processor time | goal | extra memory: Vesalius, peer | results |\n"
            + "|---|---|---|---|---|---|---|---|\n");
        foreach ((string row, string what, string peer, string goal) in Rows)
        {
            string[][] ours = [.. found[(row, "vesalius")]], theirs = [.. found[(row, "peer")]];
            if (ours.Length > 0 && theirs.Length > 0)
            {
                double a = Median(ours, 2), b = Median(theirs, 2);
                table.Append(CultureInfo.InvariantCulture, $"| {what} | {a:0} ms | {peer}: {b:0} ms | **{b / a:0.0}×** ");
                table.Append(CultureInfo.InvariantCulture, $"| {Median(theirs, 3) / Median(ours, 3):0.0}× | {goal} | ");
                table.Append(CultureInfo.InvariantCulture, $"{Median(ours, 4):0} MiB, {Median(theirs, 4):0} MiB | ");
                table.Append(CultureInfo.InvariantCulture, $"{Agreement(ours[0][5], theirs[0][5])} |\n");
            }
        }

        return table.ToString();
    }

    private static double Median(string[][] rows, int column)
    {
        double[] values = [.. rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture)).Order()];
        return values[values.Length / 2];
    }

    private static string Agreement(string ours, string theirs) => ours == theirs
        ? "equal"
        : theirs.StartsWith("error", StringComparison.Ordinal) ? theirs.Replace('_', ' ') : $"{ours} and {theirs}";
}
