namespace Vesalius.Learning.Augmentation;

/// <summary>Draws how a patch is to be varied. What is drawn is a <see cref="Transform"/>, which no longer has any chance in it.</summary>
public sealed class Augmentation
{
    private readonly AugmentationPlan plan;
    private readonly bool planar;
    private readonly int channels;

    /// <summary>An augmentation by a plan.</summary>
    /// <param name="plan">How often, and by how much.</param>
    /// <param name="dimensions">2 where patches are planar, else 3.</param>
    /// <param name="channels">How many channels a patch has; intensities vary independently in each.</param>
    public Augmentation(AugmentationPlan plan, int dimensions = 3, int channels = 1)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        this.plan = plan;
        this.channels = channels;
        planar = dimensions == 2;
    }

    /// <summary>Draws one transform.</summary>
    public Transform Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        SpatialTransform spatial = DrawSpatial(random);
        var changes = new List<IntensityChange>();
        for (int channel = 0; channel < channels; channel++)
        {
            changes.AddRange(DrawIntensity(channel, random));
        }

        return new Transform(spatial, changes);
    }

    private SpatialTransform DrawSpatial(Random random)
    {
        bool rotate = random.NextDouble() < plan.RotationProbability;
        double Angle(double greatest) => rotate ? (2 * random.NextDouble() - 1) * greatest : 0;
        double x = planar ? 0 : Angle(plan.RotationDegrees.X), y = planar ? 0 : Angle(plan.RotationDegrees.Y), z = Angle(plan.RotationDegrees.Z);
        double scale = random.NextDouble() < plan.ScalingProbability ? plan.Scaling.DrawFactor(random) : 1;
        ElasticBend? bend = random.NextDouble() < plan.ElasticProbability
            ? new ElasticBend(plan.ElasticStrength.Draw(random), random.NextInt64()) : null;
        bool Mirror(string axis) => plan.MirrorAxes.Contains(axis) && random.NextDouble() < 0.5;
        return new SpatialTransform
        {
            RotationDegrees = (x, y, z), Scale = scale, Bend = bend, MirrorX = Mirror("x"), MirrorY = Mirror("y"), MirrorZ = !planar && Mirror("z"),
        };
    }

    /// <summary>In the order in which a scan gets its look: the detector's noise and blur first, then exposure, then display.</summary>
    private IEnumerable<IntensityChange> DrawIntensity(int channel, Random random)
    {
        if (plan.ScannerChannels.Contains(channel))
        {
            foreach (SignalChange change in plan.Scanner.Draw(channel, planar ? 2 : 3, random))
            {
                yield return change;
            }
        }

        if (random.NextDouble() < plan.NoiseProbability)
        {
            yield return new IntensityChange.Noise(channel, plan.Noise.Draw(random), random.NextInt64());
        }

        if (random.NextDouble() < plan.BlurProbability)
        {
            yield return new IntensityChange.Blur(channel, plan.Blur.Draw(random));
        }

        if (random.NextDouble() < plan.BrightnessProbability)
        {
            yield return new IntensityChange.Brightness(channel, plan.Brightness.DrawFactor(random));
        }

        if (random.NextDouble() < plan.ContrastProbability)
        {
            yield return new IntensityChange.Contrast(channel, plan.Contrast.DrawFactor(random));
        }

        if (random.NextDouble() < plan.LowResolutionProbability)
        {
            yield return new IntensityChange.LowResolution(channel, plan.LowResolution.Draw(random));
        }

        if (random.NextDouble() < plan.InvertedGammaProbability)
        {
            yield return new IntensityChange.Gamma(channel, plan.Gamma.DrawFactor(random), Inverted: true);
        }

        if (random.NextDouble() < plan.GammaProbability)
        {
            yield return new IntensityChange.Gamma(channel, plan.Gamma.DrawFactor(random), Inverted: false);
        }
    }
}
