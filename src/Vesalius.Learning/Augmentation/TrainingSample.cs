using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>A patch to learn from.</summary>
/// <param name="CaseId">The case it was read from.</param>
/// <param name="Size">Voxels along each axis.</param>
/// <param name="Image">The intensities, shape [C, Z, Y, X], x fastest.</param>
/// <param name="Labels">The class of each voxel, shape [Z, Y, X]; 255 where nobody annotated.</param>
public sealed record TrainingSample(string CaseId, Size3 Size, float[] Image, byte[] Labels)
{
    /// <summary>How the patch was varied.</summary>
    public Transform Transform { get; init; } = Transform.Identity;

    /// <summary>
    /// For every label the structures that it stands for, as bits; null where structures exclude each other and a label is a class.
    /// </summary>
    public IReadOnlyList<ulong>? Combinations { get; init; }

    /// <summary>The classes that nobody annotated in the case: what is labelled background may belong to them.</summary>
    public IReadOnlyList<int> NotAnnotatedClasses { get; init; } = [];

    /// <summary>One channel of the image, shape [Z, Y, X].</summary>
    public Span<float> Channel(int channel) => Image.AsSpan(channel * Labels.Length, Labels.Length);
}
