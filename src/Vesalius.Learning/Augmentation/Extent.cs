namespace Vesalius.Learning.Augmentation;

/// <summary>From a lowest to a highest value, drawn from uniformly.</summary>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value.</param>
public readonly record struct Extent(double Low, double High)
{
    /// <summary>A value from the range.</summary>
    public double Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Low + (High - Low) * random.NextDouble();
    }

    /// <summary>A factor from the range: as often below 1 as above it, where the range has both.</summary>
    public double DrawFactor(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Low < 1 && High > 1
            ? random.NextDouble() < 0.5 ? Low + (1 - Low) * random.NextDouble() : 1 + (High - 1) * random.NextDouble()
            : Draw(random);
    }
}
