using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>How the learning rate runs over training, as a share of its highest value. Progress runs from 0 to 1, by epochs or by the clock.</summary>
/// <param name="Shape">The curve after the warm-up.</param>
/// <param name="WarmUp">The share of training over which the rate rises from 0.</param>
public sealed record Schedule(ScheduleShape Shape, double WarmUp = 0)
{
    /// <summary>The share of the highest learning rate at a point of training.</summary>
    /// <param name="progress">From 0 at the start to 1 at the end.</param>
    public double At(double progress)
    {
        if (progress < WarmUp)
        {
            return Math.Max(0.01, progress / WarmUp);
        }

        double rest = Math.Clamp((progress - WarmUp) / (1 - WarmUp), 0, 1);
        return Shape switch
        {
            ScheduleShape.Constant => 1,
            ScheduleShape.Cosine => 0.5 * (1 + Math.Cos(Math.PI * rest)),
            ScheduleShape.Polynomial => Math.Pow(1 - rest, 0.9),
            _ => throw new InvalidOperationException($"Unknown schedule {Shape}."),
        };
    }
}

/// <summary>The curve of a learning-rate schedule.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleShape>))]
public enum ScheduleShape
{
    /// <summary>Always the highest rate.</summary>
    Constant,

    /// <summary>Half a cosine, from the highest rate to 0.</summary>
    Cosine,

    /// <summary>(1 − progress)^0.9, as nnU-Net trains.</summary>
    Polynomial,
}
