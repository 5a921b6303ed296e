namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>How intensities are put into grey levels 1, 2, 3, …</summary>
public abstract record Discretisation
{
    private Discretisation()
    {
    }

    /// <summary>The grey level of each value.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public abstract int[] Levels(IReadOnlyCollection<double> values);

    /// <summary>Whole intensities are levels as they are: no discretisation.</summary>
    public sealed record None : Discretisation
    {
        /// <inheritdoc/>
        public override int[] Levels(IReadOnlyCollection<double> values) => [.. values.Select(value => (int)Math.Round(value))];
    }

    /// <summary>Bins of one width from a given intensity on (IBSI: fixed bin size).</summary>
    /// <param name="Width">The width of a bin, above 0.</param>
    /// <param name="Start">The lower edge of bin 1: the least intensity of the range that was kept.</param>
    public sealed record FixedWidth(double Width, double Start) : Discretisation
    {
        /// <inheritdoc/>
        public override int[] Levels(IReadOnlyCollection<double> values) =>
            [.. values.Select(value => Math.Max(1, (int)Math.Floor((value - Start) / Width) + 1))];
    }

    /// <summary>A number of equal bins from the least to the greatest value (IBSI: fixed bin number); one level when all values are equal.</summary>
    /// <param name="Count">How many bins, at least 1.</param>
    public sealed record FixedCount(int Count) : Discretisation
    {
        /// <inheritdoc/>
        public override int[] Levels(IReadOnlyCollection<double> values)
        {
            double least = values.Min(), range = values.Max() - least;
            return [.. values.Select(value => range == 0 ? 1 : Math.Min(Count, (int)Math.Floor(Count * (value - least) / range) + 1))];
        }
    }
}
