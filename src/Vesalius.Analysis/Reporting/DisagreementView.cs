using Vesalius.Imaging.Pictures;

namespace Vesalius.Analysis.Reporting;

/// <summary>A slice on which a prediction disagrees with its reference, drawn.</summary>
/// <param name="Plane">The anatomical plane.</param>
/// <param name="Slice">Which slice, counted along the grid's own axis, from 0.</param>
/// <param name="SliceCount">How many slices there are along that axis.</param>
/// <param name="Picture">The slice: the reference outlined in white, the prediction in the structures' colours, differences filled.</param>
public sealed record DisagreementView(SlicePlane Plane, int Slice, int SliceCount, RgbPicture Picture)
{
    /// <summary>Voxels of the slice that only the reference has.</summary>
    public required int Missed { get; init; }

    /// <summary>Voxels that only the prediction has.</summary>
    public required int Added { get; init; }

    /// <summary>Voxels in which both have a structure, and not the same.</summary>
    public required int Confused { get; init; }

    /// <summary>What is to be said below the picture.</summary>
    public string Caption
    {
        get
        {
            (string place, string unit) = SliceCount == 1 ? ("image", "pixels")
                : ($"{Plane.ToString().ToLowerInvariant()}, slice {Slice + 1} of {SliceCount}", "voxels");
            string mixed = Confused == 0 ? string.Empty : $", {Confused} in another structure";
            return $"{place}: {Missed} {unit} missed, {Added} added{mixed}";
        }
    }
}
