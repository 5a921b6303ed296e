using Vesalius.Imaging;

namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>What nnU-Net's planner decides for a dataset.</summary>
public sealed record NnUnetPlans
{
    /// <summary>The planner.</summary>
    public required NnUnetPreset Preset { get; init; }

    /// <summary>The scans' axes, counted (z, y, x) from 0, in the order in which the network has them: the coarsest first.</summary>
    public required IReadOnlyList<int> TransposeForward { get; init; }

    /// <summary>The inverse of <see cref="TransposeForward"/>.</summary>
    public IReadOnlyList<int> TransposeBackward => [.. Enumerable.Range(0, 3).Select(axis => TransposeForward.ToList().IndexOf(axis))];

    /// <summary>The median spacing of the scans as they are, (x, y, z) of the network.</summary>
    public required IReadOnlyList<double> OriginalMedianSpacing { get; init; }

    /// <summary>The median size of the scans cut to what is not zero, (x, y, z) of the network.</summary>
    public required IReadOnlyList<double> OriginalMedianSize { get; init; }

    /// <summary>How each channel is normalised.</summary>
    public required IReadOnlyList<Normalization> Normalizations { get; init; }

    /// <summary>
    /// "2d" always; "3d_fullres" for volumes; "3d_lowres" where a full-resolution patch shows less than a quarter of the median scan.
    /// </summary>
    public required IReadOnlyList<NnUnetConfiguration> Configurations { get; init; }

    /// <summary>Whether a third network would correct the coarse one's result at full resolution.</summary>
    public bool HasCascade => Configurations.Any(one => one.Name == "3d_lowres");

    /// <summary>The configuration of a name.</summary>
    /// <exception cref="ArgumentException">These plans have none of that name.</exception>
    public NnUnetConfiguration this[string name] => Configurations.FirstOrDefault(one => one.Name == name)
        ?? throw new ArgumentException(
            $"These plans have the configurations {string.Join(", ", Configurations.Select(one => one.Name))}; '{name}' was asked for.",
            nameof(name));

    /// <summary>The axis of the scan (0 x, 1 y, 2 z) that is an axis of the network.</summary>
    public int AxisOf(int networkAxis) => 2 - TransposeForward[2 - networkAxis];

    /// <summary>The configuration to train alone: 3-D at full resolution for volumes, unless 2 is asked for.</summary>
    /// <param name="dimensions">2, 3, or null for what suits the scans.</param>
    /// <exception cref="ArgumentException">3-D is asked for planar images, or 2-D where the scans' coarsest axis is not z.</exception>
    public NnUnetConfiguration Chosen(int? dimensions)
    {
        bool hasVolumes = Configurations.Any(one => one.Name == "3d_fullres");
        NnUnetConfiguration chosen = this[dimensions switch { 2 => "2d", 3 => "3d_fullres", _ => hasVolumes ? "3d_fullres" : "2d" }];
        return chosen.Dimensions == 3 || TransposeForward[0] == 0 ? chosen : throw new ArgumentException(
            $"nnU-Net would cut these scans into slices along {"xyz"[AxisOf(2)]}, their coarsest axis; "
            + "2-D networks here see slices along z. Reorient the scans, or train in 3-D.", nameof(dimensions));
    }
}
