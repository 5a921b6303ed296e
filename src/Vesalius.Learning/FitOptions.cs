using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>What <see cref="UNet.Fit"/> may be told beyond its images.</summary>
public sealed record FitOptions
{
    /// <summary>Images and masks that are not learned from, scored after every epoch.</summary>
    public (IReadOnlyList<Volume<float>> Images, IReadOnlyList<Volume<ushort>> Masks)? Validation { get; init; }

    /// <summary>Fitting ends after so many epochs without a better validation loss; null never ends early. Needs <see cref="Validation"/>.</summary>
    public int? Patience { get; init; }

    /// <summary>Whether the weights of the best validation are put back at the end. Needs <see cref="Validation"/>.</summary>
    public bool RestoreBest { get; init; }

    /// <summary>How the learning rate runs over the epochs.</summary>
    public Schedule Schedule { get; init; } = new(ScheduleShape.Constant);

    /// <summary>The number from which the order of images is drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Told after every epoch.</summary>
    public Action<FitEpoch>? OnEpoch { get; init; }
}
