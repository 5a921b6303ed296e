namespace Vesalius.Learning.Augmentation;

/// <summary>How often, and by how much, patches show what magnetic-resonance scanners do. Probabilities are per patch and channel.</summary>
public sealed record ScannerArtefacts
{
    private const int MostGhosts = 5, MostMoves = 3, MostPeriods = 16;

    private static readonly string[] Names = ["mr", "mri", "t1", "t1w", "t1c", "t1ce", "t1gd", "t2", "t2w", "flair", "pd", "dwi", "adc", "dce", "swi"];
    private static readonly char[] Separators = [' ', '_', '-', '.', '/', '('];

    /// <summary>How often the coil is uneven.</summary>
    public double BiasFieldProbability { get; init; } = 0.15;

    /// <summary>The deviation of the logarithm of its field.</summary>
    public Extent BiasField { get; init; } = new(0.05, 0.3);

    /// <summary>How often the patient moves.</summary>
    public double MotionProbability { get; init; } = 0.05;

    /// <summary>The deviation of the shifts, in voxels.</summary>
    public Extent Motion { get; init; } = new(0.3, 1.5);

    /// <summary>How often there are ghosts.</summary>
    public double GhostProbability { get; init; } = 0.05;

    /// <summary>How strong they are, 0 to 1.</summary>
    public Extent Ghosts { get; init; } = new(0.05, 0.35);

    /// <summary>How often the k-space has a spike.</summary>
    public double SpikeProbability { get; init; } = 0.03;

    /// <summary>The amplitude of its stripes, as a part of the patch's deviation.</summary>
    public Extent Spike { get; init; } = new(0.05, 0.4);

    /// <summary>How often there is noise of a magnitude image.</summary>
    public double RicianProbability { get; init; } = 0.1;

    /// <summary>The deviation of that, in units of the normalised intensities.</summary>
    public Extent Rician { get; init; } = new(0, 0.2);

    /// <summary>Whether a channel of this name comes from such a scanner: a word of it is "MR", "T1", "FLAIR" or the like.</summary>
    public static bool Concern(string channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Any(word => Names.Contains(word.ToLowerInvariant()));
    }

    /// <summary>Draws what happens to one patch, in the order in which it happens: coil, reading of the k-space, noise.</summary>
    /// <param name="channel">Which channel.</param>
    /// <param name="dimensions">Along how many axes of the patch, from x on, lines of the k-space may be read.</param>
    /// <param name="random">Where chance comes from.</param>
    public IEnumerable<SignalChange> Draw(int channel, int dimensions, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return All();

        IEnumerable<SignalChange> All()
        {
            if (random.NextDouble() < BiasFieldProbability)
            {
                yield return new SignalChange.BiasField(channel, BiasField.Draw(random), random.NextInt64());
            }

            if (random.NextDouble() < MotionProbability)
            {
                yield return new SignalChange.Motion(
                    channel, random.Next(dimensions), random.Next(1, MostMoves + 1), Motion.Draw(random), random.NextInt64());
            }

            if (random.NextDouble() < GhostProbability)
            {
                yield return new SignalChange.Ghosts(channel, random.Next(dimensions), random.Next(2, MostGhosts + 1), Ghosts.Draw(random));
            }

            if (random.NextDouble() < SpikeProbability)
            {
                (int X, int Y, int Z) periods = (random.Next(-MostPeriods, MostPeriods + 1), random.Next(1, MostPeriods + 1),
                    dimensions == 2 ? 0 : random.Next(-MostPeriods, MostPeriods + 1));
                yield return new SignalChange.Spike(channel, periods, Spike.Draw(random), random.NextDouble());
            }

            if (random.NextDouble() < RicianProbability)
            {
                yield return new SignalChange.RicianNoise(channel, Rician.Draw(random), random.NextInt64());
            }
        }
    }
}
