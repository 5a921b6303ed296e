using System.Text.Json.Serialization;
using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>
/// Several models whose labels make one map: each sees the same scan, and finds its own structures; where two find one, the later wins. The
/// scan is first turned to RAS axes and resampled between the centres of its outermost voxels, and the labels come back by the nearest voxel.
/// Source: Wasserthal et al., Radiology: AI 5:e230024, 2023 (TotalSegmentator).
/// </summary>
public sealed record JoinedModels
{
    private readonly double step = 0.5;

    /// <summary>The models, in the order in which they are run.</summary>
    public required IReadOnlyList<JoinedModel> Models { get; init; }

    /// <summary>Millimetres between the voxels that they see.</summary>
    public required Spacing Spacing { get; init; }

    /// <summary>How far one window lies from the next unless told otherwise, as a share of its size.</summary>
    public double Step
    {
        get => step;
        init => step = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A step lies above 0 and at most at 1.");
    }

    /// <summary>The number of structures that all of them find.</summary>
    [JsonIgnore]
    public int LabelCount => Models.SelectMany(model => model.Values).Distinct().Count();
}
