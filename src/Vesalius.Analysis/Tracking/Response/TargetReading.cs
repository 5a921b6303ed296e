namespace Vesalius.Analysis.Tracking.Response;

/// <summary>What was read of a target lesion at one visit. Lengths are decimals, so that exactly −30 % is exactly −30 %.</summary>
public abstract record TargetReading
{
    private TargetReading()
    {
    }

    /// <summary>The millimetres it adds to the sum; null when it was not assessed.</summary>
    public abstract decimal? Millimetres { get; }

    /// <summary>
    /// Measured: the longest diameter, or a node's short axis. A lesion that fell apart has one length per fragment, and they are added
    /// (RECIST 1.1, 4.3.2).
    /// </summary>
    public sealed record Measured : TargetReading
    {
        /// <summary>A reading of one or more fragments.</summary>
        /// <param name="fragments">The length of each in mm.</param>
        /// <exception cref="ArgumentException">There is no length, or one is negative.</exception>
        public Measured(params IReadOnlyList<decimal> fragments)
        {
            ArgumentNullException.ThrowIfNull(fragments);
            if (fragments.Count == 0 || fragments.Any(length => length < 0))
            {
                throw new ArgumentException("A measured lesion has one length or more, none negative; one that is gone is Absent.",
                    nameof(fragments));
            }

            Fragments = fragments;
        }

        /// <summary>The length of each fragment in mm.</summary>
        public IReadOnlyList<decimal> Fragments { get; }

        /// <inheritdoc/>
        public override decimal? Millimetres => Fragments.Sum();
    }

    /// <summary>Gone: 0 mm.</summary>
    public sealed record Absent : TargetReading
    {
        /// <inheritdoc/>
        public override decimal? Millimetres => 0;
    }

    /// <summary>Seen but too small to measure: 5 mm by default (RECIST 1.1, 4.3.2).</summary>
    public sealed record TooSmall : TargetReading
    {
        /// <inheritdoc/>
        public override decimal? Millimetres => 5;
    }

    /// <summary>Grown together with another target, which carries the length of both: 0 mm, but not gone (RECIST 1.1, 4.3.2).</summary>
    /// <param name="Id">The target that carries the length.</param>
    public sealed record MergedInto(string Id) : TargetReading
    {
        /// <inheritdoc/>
        public override decimal? Millimetres => 0;
    }

    /// <summary>Not imaged, or not to be judged: the sum is incomplete.</summary>
    public sealed record NotAssessed : TargetReading
    {
        /// <inheritdoc/>
        public override decimal? Millimetres => null;
    }

    /// <summary>
    /// A measured length, rounded to a tenth of a millimetre as it is shown: the number on the page is the one that decides.
    /// </summary>
    /// <param name="millimetres">A length from a mask, in mm.</param>
    public static TargetReading Of(double millimetres) =>
        new Measured(decimal.Round((decimal)millimetres, 1, MidpointRounding.AwayFromZero));
}
