namespace Vesalius.Analysis.Tracking;

/// <summary>
/// The cheapest way to pair rows with columns, where each may also stay alone at a cost: the Hungarian method with potentials (Kuhn 1955,
/// Munkres 1957), which takes time with the cube of the number of both.
/// </summary>
internal static class Assignment
{
    private const double Forbidden = 1e9;

    /// <summary>The column of each row, or −1.</summary>
    /// <param name="costs">Row by column; infinite where the pair cannot be.</param>
    /// <param name="alone">What a row or column without a partner costs.</param>
    public static int[] Of(double[,] costs, double alone)
    {
        int rows = costs.GetLength(0), columns = costs.GetLength(1), n = rows + columns;
        double Cost(int row, int column) => (row < rows, column < columns) switch
        {
            (true, true) => double.IsFinite(costs[row, column]) ? costs[row, column] : Forbidden,
            (false, false) => 0,
            _ => alone,
        };
        int[] rowOf = Solve(n, Cost);
        var result = new int[rows];
        Array.Fill(result, -1);
        for (int column = 0; column < columns; column++)
        {
            if (rowOf[column] < rows && double.IsFinite(costs[rowOf[column], column]))
            {
                result[rowOf[column]] = column;
            }
        }

        return result;
    }

    /// <summary>
    /// The row of each column of a full square problem. Rows are taken in one by one, along the shortest augmenting path.
    /// </summary>
    private static int[] Solve(int n, Func<int, int, double> cost)
    {
        var rowPotential = new double[n + 1];
        var columnPotential = new double[n + 1];
        var rowOf = new int[n + 1];
        var before = new int[n + 1];
        for (int row = 1; row <= n; row++)
        {
            rowOf[0] = row;
            int column = 0;
            double[] least = [.. Enumerable.Repeat(double.PositiveInfinity, n + 1)];
            var isUsed = new bool[n + 1];
            do
            {
                isUsed[column] = true;
                int at = rowOf[column], next = 0;
                double step = double.PositiveInfinity;
                for (int j = 1; j <= n; j++)
                {
                    if (isUsed[j])
                    {
                        continue;
                    }

                    double reduced = cost(at - 1, j - 1) - rowPotential[at] - columnPotential[j];
                    (least[j], before[j]) = reduced < least[j] ? (reduced, column) : (least[j], before[j]);
                    (step, next) = least[j] < step ? (least[j], j) : (step, next);
                }

                for (int j = 0; j <= n; j++)
                {
                    if (isUsed[j])
                    {
                        rowPotential[rowOf[j]] += step;
                        columnPotential[j] -= step;
                    }
                    else
                    {
                        least[j] -= step;
                    }
                }

                column = next;
            }
            while (rowOf[column] != 0);

            while (column != 0)
            {
                rowOf[column] = rowOf[before[column]];
                column = before[column];
            }
        }

        return [.. rowOf.Skip(1).Select(row => row - 1)];
    }
}
