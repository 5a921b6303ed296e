namespace Vesalius.Imaging.Phantoms;

/// <summary>The range from which a phantom draws a number, evenly.</summary>
/// <param name="Low">The smallest value drawn.</param>
/// <param name="High">The largest value drawn; equal to <paramref name="Low"/> for a fixed number.</param>
public readonly record struct PhantomRange(double Low, double High)
{
    /// <summary>The range itself, when it is one.</summary>
    /// <exception cref="ArgumentException">A bound is below the least sensible value or not finite, or the bounds are the wrong way round.</exception>
    internal PhantomRange AtLeast(double least, string what) => Low >= least && High >= Low && double.IsFinite(High)
        ? this
        : throw new ArgumentException($"{what} is a range from a number of at least {least} to one no smaller; {Low} to {High} came.");

    internal double Draw(Random random) => Low + (High - Low) * random.NextDouble();
}
