using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>Which slices of a volume were acquired: diameters are read on those.</summary>
public static class SliceAxes
{
    private const double ClearlyThicker = 1.2;

    /// <summary>
    /// The axis across the acquired slices: the one whose step is clearly the longest (by a fifth); without one, the axis nearest to the
    /// patient's head–foot direction, whose slices are axial. A planar image has axis 2.
    /// </summary>
    public static int AcrossAcquired(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (grid.Dimensions == 2)
        {
            return 2;
        }

        int[] byStep = [.. Enumerable.Range(0, 3).OrderByDescending(axis => grid.Spacing[axis])];
        return grid.Spacing[byStep[0]] > ClearlyThicker * grid.Spacing[byStep[1]]
            ? byStep[0]
            : Enumerable.Range(0, 3).OrderByDescending(axis => axis).MaxBy(axis => Math.Abs(grid.Affine.Step(axis).Normalized.Z));
    }
}
