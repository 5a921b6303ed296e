using System.Text.Json.Serialization;
using Vesalius.Imaging;

namespace Vesalius.Learning.Plans;

/// <summary>
/// Everything that must be known to turn a scan into a segmentation with a set of weights: it travels with them in the model folder, as JSON.
/// </summary>
public sealed record SegmentationPlan
{
    /// <summary>The version of this file's form. Readers refuse a later one.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>2 when slices or planar images are segmented one by one, 3 when volumes are.</summary>
    public required int Dimensions { get; init; }

    /// <summary>One name per input channel, such as "CT" or "FLAIR".</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>
    /// The structures the network tells apart, in the order of its output classes: class 0 is background, class i is entry i − 1; for regions
    /// and overlapping structures class i is entry i.
    /// </summary>
    public required IReadOnlyList<PlannedLabel> Labels { get; init; }

    /// <summary>The value in label files of voxels that nobody annotated: they are not learnt from. Null when every voxel is annotated.</summary>
    public int? NotAnnotatedValue { get; init; }

    /// <summary>The grid on which the network works.</summary>
    public required WorkingGrid WorkingGrid { get; init; }

    /// <summary>How the intensities of each channel are brought to a common scale.</summary>
    public required IReadOnlyList<Normalization> Normalizations { get; init; }

    /// <summary>The size of what the network sees at once, in voxels of the working grid; z is 1 for 2-D.</summary>
    public required Size3 PatchSize { get; init; }

    /// <summary>The network.</summary>
    public required NetworkPlan Network { get; init; }

    /// <summary>Axes along which anatomy may be mirrored without becoming wrong: "x", "y", "z". Empty where left and right are told apart.</summary>
    public IReadOnlyList<string> MirrorAxes { get; init; } = [];

    /// <summary>What the output classes mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OutputKind Outputs { get; init; }

    /// <summary>How the model wants scans prepared where nnU-Net trained it; null for the way of this library.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NnUnetConventions? NnUnet { get; init; }

    /// <summary>
    /// In the second stage of a cascade the values of the first stage's labels whose masks the network sees as further channels, 0 and 1, after
    /// those of the scan; null where there is no first stage. Its model is in the folder <c>previous</c>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? PreviousLabels { get; init; }

    /// <summary>
    /// The models whose labels are joined to those of this plan; null for a model with weights of its own. Where there are such models network,
    /// patch and normalisation here are those of the first.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JoinedModels? Joined { get; init; }

    /// <summary>How many channels the network sees: those of the scan, and the masks of a first stage.</summary>
    [JsonIgnore]
    public int InputCount => Channels.Count + (PreviousLabels?.Count ?? 0);

    /// <summary>The number of output classes, background included where it is one.</summary>
    [JsonIgnore]
    public int ClassCount => Outputs == OutputKind.Exclusive ? Labels.Count + 1 : Labels.Count;

    /// <summary>The label value that each output class stands for; 0 is background.</summary>
    [JsonIgnore]
    public ushort[] ClassValues => [.. Labels.Select(label => (ushort)label.Value).Prepend((ushort)0).TakeLast(ClassCount)];

    /// <summary>What the values of label files mean to this plan.</summary>
    [JsonIgnore]
    public LabelTable LabelTable => new(LabelTable.Named(Labels.Select(label => KeyValuePair.Create(label.Value, label.Name)))) { NotAnnotatedValue = NotAnnotatedValue };
}
