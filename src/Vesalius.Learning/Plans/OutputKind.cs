using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>What the output classes of a network mean.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutputKind>))]
public enum OutputKind
{
    /// <summary>Background first, then one class per label; each voxel belongs to the class with the greatest score.</summary>
    Exclusive,

    /// <summary>
    /// One class per label and no background: each is a region that may contain others. A voxel belongs to every region whose score is above
    /// 0 (probability ½), and gets the value of the last of them in the plan's order.
    /// </summary>
    Regions,

    /// <summary>
    /// One class per label and no background: structures that may overlap. A voxel belongs to every structure whose score is above 0
    /// (probability ½); those that meet lie in different layers of the label map.
    /// </summary>
    Overlapping,
}
