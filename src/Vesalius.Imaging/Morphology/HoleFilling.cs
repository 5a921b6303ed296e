using Vesalius.Imaging.Operations;

namespace Vesalius.Imaging.Morphology;

/// <summary>Fills holes: background that is enclosed by a mask and does not reach the edge of the image.</summary>
public static class HoleFilling
{
    /// <summary>The mask with its holes.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="connectivity">How background hangs together; by faces unless said otherwise, so that a diagonal wall is tight.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Volume<bool> Fill(Volume<bool> mask, Connectivity connectivity = Connectivity.Faces, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var background = ConnectedComponents.Of(mask.Map(voxel => !voxel), connectivity, cancellation);
        bool[] isOutside = [false, .. background.Parts.Select(part => part.TouchesBorder)];
        return background.Labels.Map(label => !isOutside[label]);
    }

    /// <summary>Fills the holes of every slice along z by itself: also those that are open to a slice above or below.</summary>
    /// <inheritdoc cref="Fill" path="/param"/>
    public static Volume<bool> FillSlices(Volume<bool> mask, Connectivity connectivity = Connectivity.Faces, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var filled = new Volume<bool>(mask.Grid);
        var slice = new Volume<bool>(new Grid(mask.Size with { Z = 1 }, mask.Grid.Affine, 2));
        for (int z = 0; z < mask.Size.Z; z++)
        {
            mask.Slice(z).CopyTo(slice.Voxels);
            Fill(slice, connectivity, cancellation).Voxels.CopyTo(filled.Slice(z));
        }

        return filled;
    }
}
