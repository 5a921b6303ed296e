using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>
/// Between which surfaces the target's boundary lies, told by the probabilities of a model: those where it is surely target, and those
/// where it might still be.
/// </summary>
/// <param name="Sure">The surface around what is target with the higher probability.</param>
/// <param name="Possible">The surface around what is target with the lower probability.</param>
public sealed record BoundaryBand(Mesh Sure, Mesh Possible)
{
    /// <summary>The band of a probability, 0 to 1, between two levels.</summary>
    /// <param name="probability">The probability that a voxel belongs to the target.</param>
    /// <param name="low">The lower level, above 0.</param>
    /// <param name="high">The higher level, below 1.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">The levels are not ascending between 0 and 1, or the values are no probabilities.</exception>
    public static BoundaryBand Of(Volume<float> probability, double low = 0.1, double high = 0.9, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(probability);
        if (!(low > 0 && low < high && high < 1))
        {
            throw new ArgumentException($"The levels of a band ascend between 0 and 1; {low} and {high} came.", nameof(low));
        }

        if (probability.Array.FirstOrDefault(value => !(value >= -0.001f && value <= 1.001f)) is var wrong && wrong != 0)
        {
            throw new ArgumentException(
                $"Probabilities lie between 0 and 1; {wrong} came. Give the file that 'predict --probabilities' wrote.",
                    nameof(probability));
        }

        return new BoundaryBand(LevelSurface.Of(probability, high, cancellation), LevelSurface.Of(probability, low, cancellation));
    }
}
