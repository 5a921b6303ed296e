using Vesalius.Imaging;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Augmentation;

/// <summary>One way to vary a patch, without chance: where its voxels are read from, and what then happens to their intensities.</summary>
/// <param name="Spatial">Where voxels are read from: the same for all channels and the labels.</param>
/// <param name="Intensity">What happens to the intensities, in order.</param>
public sealed record Transform(SpatialTransform Spatial, IReadOnlyList<IntensityChange> Intensity)
{
    /// <summary>The transform that changes nothing.</summary>
    public static Transform Identity { get; } = new(new SpatialTransform(), []);

    /// <summary>Reads a patch out of a case with one interpolation (linear; labels by the vote of the same weights), then changes its intensities.</summary>
    /// <param name="source">The case.</param>
    /// <param name="centre">Where the middle of the patch lies in the case, in voxels; the middle of a patch of n voxels is (n − 1)/2.</param>
    /// <param name="size">The size of the patch. Outside the case it holds intensity 0 and background.</param>
    public TrainingSample Apply(PreparedCase source, VoxelPoint centre, Size3 size)
    {
        ArgumentNullException.ThrowIfNull(source);
        TrainingSample sample = PatchReader.Read(source, Spatial, centre, size) with { Transform = this };
        foreach (IntensityChange change in Intensity)
        {
            change.ApplyInPlace(sample.Channel(change.Channel), size);
        }

        return sample;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Intensity.Select(change => change.ToString()).Prepend(Spatial.ToString()));
}
