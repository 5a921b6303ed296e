using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Measurement;

/// <summary>Finds the slice on which one connected piece of a mask is longest, and both diameters there.</summary>
internal static class SliceDiameterSearch
{
    /// <summary>The diameters, the slice counted from the mask's own first one; null without voxels.</summary>
    public static SliceDiameters? In(Volume<bool> mask, ContourRule rule, int axis)
    {
        (int Slice, MaskSlice Piece, Diameter Longest)? best = null;
        for (int slice = 0; slice < mask.Size[axis]; slice++)
        {
            foreach (MaskSlice piece in MaskSlice.Of(mask, axis, slice).Pieces())
            {
                Diameter longest = Longest(piece, rule);
                if (best is null || longest.LengthMm > best.Value.Longest.LengthMm)
                {
                    best = (slice, piece, longest);
                }
            }
        }

        return best is { } found
            ? new SliceDiameters(axis, found.Slice, found.Longest, Across(found.Piece, rule, found.Longest))
            : null;
    }

    private static Diameter Longest(MaskSlice piece, ContourRule rule)
    {
        List<(int A, int B)> hull = LatticeHull.Of(SliceOutline.OutermostPoints(piece, rule));
        (WorldPoint first, WorldPoint second) = FarthestPair.Of(hull.Select(point => piece.Position(point)))!.Value;
        return new Diameter(first, second);
    }

    private static Diameter Across(MaskSlice piece, ContourRule rule, Diameter longest)
    {
        var none = new Diameter(longest.Start, longest.Start);
        return longest.LengthMm > 0 ? PerpendicularChord.Of(piece, rule, longest) ?? none : none;
    }
}
