namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>How intensities are put into grey levels 1, 2, 3, …</summary>
public abstract record Discretisation
{
    /// <summary>A grey level is counted in 32 bits; textures allow far fewer.</summary>
    private const double GreatestLevel = int.MaxValue;

    private Discretisation()
    {
    }

    /// <summary>The grey level of each value.</summary>
    /// <exception cref="ArgumentException">There is no value, or a level is too great for a 32-bit number.</exception>
    public abstract int[] Levels(IReadOnlyCollection<double> values);

    private static int Whole(double level) => Math.Abs(level) < GreatestLevel ? (int)level
        : throw new ArgumentException($"Grey level {level:0} is too great: use wider bins, or keep a range of intensities.");

    /// <summary>Whole intensities are levels as they are: no discretisation.</summary>
    public sealed record None : Discretisation
    {
        /// <inheritdoc/>
        public override int[] Levels(IReadOnlyCollection<double> values) => [.. values.Select(value => Whole(Math.Round(value)))];
    }

    /// <summary>Bins of one width from a given intensity on (IBSI: fixed bin size).</summary>
    /// <param name="Width">The width of a bin, above 0.</param>
    /// <param name="Start">The lower edge of bin 1: the least intensity of the range that was kept. Null for the least value.</param>
    public sealed record FixedWidth(double Width, double? Start = null) : Discretisation
    {
        /// <summary>The width of a bin, above 0.</summary>
        public double Width { get; init; } =
            Width > 0 ? Width : throw new ArgumentOutOfRangeException(nameof(Width), Width, "A bin has a width above 0.");

        /// <inheritdoc/>
        public override int[] Levels(IReadOnlyCollection<double> values)
        {
            double start = Start ?? values.Min();
            return [.. values.Select(value => Whole(Math.Max(1, Math.Floor((value - start) / Width) + 1)))];
        }
    }

    /// <summary>
    /// A number of equal bins from the least to the greatest value (IBSI: fixed bin number); one level when all values are equal.
    /// </summary>
    /// <param name="Count">How many bins, at least 1.</param>
    public sealed record FixedCount(int Count) : Discretisation
    {
        /// <summary>How many bins, at least 1.</summary>
        public int Count { get; init; } =
            Count >= 1 ? Count : throw new ArgumentOutOfRangeException(nameof(Count), Count, "There is at least one bin.");

        /// <inheritdoc/>
        public override int[] Levels(IReadOnlyCollection<double> values)
        {
            double least = values.Min(), range = values.Max() - least;
            return [.. values.Select(value => range == 0 ? 1 : Math.Min(Count, (int)Math.Floor(Count * (value - least) / range) + 1))];
        }
    }
}
