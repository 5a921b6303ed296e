using System.Text.Json.Serialization;
using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;
using Vesalius.Imaging.Operations;

namespace Vesalius.Learning.Postprocessing;

/// <summary>What is corrected in one structure, or in several taken together, after the network: holes first, then parts.</summary>
public sealed record LabelCleanup
{
    /// <summary>The structure's value in label files.</summary>
    public required int Label { get; init; }

    /// <summary>Values that are looked at together with it, as if all were one structure; each voxel keeps its own. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? With { get; init; }

    /// <summary>Whether background that the structure encloses is given to it (slice by slice in planar images).</summary>
    public bool FillsHoles { get; init; }

    /// <summary>Whether only the largest connected part is kept.</summary>
    public bool KeepsLargestOnly { get; init; }

    /// <summary>Parts of less than this are removed, in mm³ (mm² in planar images); 0 keeps all.</summary>
    public double SmallestMm3 { get; init; }

    /// <summary>What it does, in words.</summary>
    public override string ToString()
    {
        string[] does =
        [
            .. FillsHoles ? ["holes filled"] : Array.Empty<string>(),
            .. KeepsLargestOnly ? ["largest part kept"] : Array.Empty<string>(),
            .. SmallestMm3 > 0 ? [$"parts below {SmallestMm3:0.#} mm³ removed"] : Array.Empty<string>(),
        ];
        return does.Length == 0 ? "nothing" : string.Join(", ", does);
    }

    /// <summary>All values that it looks at.</summary>
    internal ushort[] Values => [(ushort)Label, .. (With ?? []).Select(value => (ushort)value)];

    /// <summary>The mask with its holes where they are to be filled.</summary>
    internal Volume<bool> Filled(Volume<bool> mask, CancellationToken cancellation) => !FillsHoles ? mask
        : mask.Grid.Dimensions == 2 ? HoleFilling.FillSlices(mask, cancellation: cancellation)
        : HoleFilling.Fill(mask, cancellation: cancellation);

    /// <summary>Per part of a mask, by number from 1, whether it is kept; the first entry is for what lies outside.</summary>
    internal bool[] Kept(ConnectedComponents parts)
    {
        int? largest = parts.Largest?.Number;
        double voxel = parts.Labels.Grid.VoxelVolumeMm3;
        return [false, .. parts.Parts.Select(part => part.Voxels * voxel >= SmallestMm3 && (!KeepsLargestOnly || part.Number == largest))];
    }
}
