namespace Vesalius.Imaging.Operations;

/// <summary>
/// <c>d(i) = min over j of f(j) + step²(i − j)</c> for one column in linear time: the lower envelope of parabolas, one per site
/// (Felzenszwalb and Huttenlocher 2012).
/// </summary>
internal sealed class LowerEnvelope(int length)
{
    private readonly int[] sites = new int[length];
    private readonly double[] from = new double[length];

    /// <summary>Transforms one column of a group of columns that lie side by side.</summary>
    public void Transform(ReadOnlySpan<float> before, Span<float> after, int column, SquaredSteps steps)
    {
        const int Width = ColumnSearch.Columns;
        int count = Build(before, column, steps.Spacing);
        for (int i = 0, site = 0; i < length; i++)
        {
            while (site + 1 < count && from[site + 1] <= i)
            {
                site++;
            }

            int away = count == 0 ? int.MaxValue : Math.Abs(i - sites[site]);
            after[(i * Width) + column] = away > steps.Reach ? float.PositiveInfinity : before[(sites[site] * Width) + column] + steps[away];
        }
    }

    // The parabolas that are lowest somewhere, and from which place on. The index form of the intersection keeps its precision where the
    // textbook form subtracts large squares.
    private int Build(ReadOnlySpan<float> before, int column, double spacing)
    {
        int count = 0;
        double half = 0.5 / (spacing * spacing);
        for (int i = 0; i < length; i++)
        {
            float height = before[(i * ColumnSearch.Columns) + column];
            if (float.IsPositiveInfinity(height))
            {
                continue;
            }

            double start = double.NegativeInfinity;
            while (count > 0)
            {
                int last = sites[count - 1];
                double lastHeight = before[(last * ColumnSearch.Columns) + column];
                start = (0.5 * (i + last)) + ((height - lastHeight) * half / (i - last));
                if (start > from[count - 1])
                {
                    break;
                }

                count--;
                start = double.NegativeInfinity;
            }

            sites[count] = i;
            from[count++] = start;
        }

        return count;
    }
}
