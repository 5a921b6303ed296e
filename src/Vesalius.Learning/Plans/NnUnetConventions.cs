using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>
/// How a scan is prepared for, and segmented with, a network that nnU-Net v2 trained: as nnU-Net does it, so that the same scan gives the same
/// labels. Axes are those of nnU-Net's arrays, slowest first. Source: Isensee et al., Nature Methods 18, 2021, and MIC-DKFZ/nnUNet 2.x.
/// </summary>
public sealed record NnUnetConventions
{
    /// <summary>How the axes (z, y, x) of a scan are rearranged before anything else: axis i of the result is axis <c>AxisOrder[i]</c>.</summary>
    public IReadOnlyList<int> AxisOrder { get; init; } = [0, 1, 2];

    /// <summary>Millimetres between voxels, after the rearrangement; two numbers where the slices keep their distance.</summary>
    public required IReadOnlyList<double> Spacing { get; init; }

    /// <summary>Whether pixels count as 1 mm wide whatever the file says: models for photographs.</summary>
    public bool IgnoresSpacing { get; init; }

    /// <summary>Per channel, whether mean and deviation are those inside the outline of what is not zero in any channel.</summary>
    public IReadOnlyList<bool> MaskedChannels { get; init; } = [];

    /// <summary>How intensities are resampled.</summary>
    public NnUnetResampling Data { get; init; } = new(3);

    /// <summary>How the labels of a cascade's first stage are resampled: linearly mask by mask; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NnUnetResampling? Labels { get; init; }

    /// <summary>How scores are resampled back.</summary>
    public NnUnetResampling Scores { get; init; } = new(1);

    /// <summary>The axis of the scan (0 is x) that becomes each axis of the working grid (x, y, z).</summary>
    [JsonIgnore]
    public int[] ScanAxes => [2 - AxisOrder[2], 2 - AxisOrder[1], 2 - AxisOrder[0]];
}
