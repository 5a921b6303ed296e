namespace Vesalius.Imaging;

/// <summary>Two volumes were to be used together whose voxels do not lie in the same places.</summary>
public sealed class GridMismatchException : ArgumentException
{
    /// <summary>Names both grids and what to do.</summary>
    /// <param name="expected">The grid that was needed.</param>
    /// <param name="actual">The grid that came.</param>
    /// <param name="what">What has the other grid, for the message.</param>
    public GridMismatchException(Grid expected, Grid actual, string what)
        : base($"{what} lies on another grid: expected {expected}, got {actual}. {Difference(expected, actual)} Resample one onto the other's grid first.")
    {
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The grid that was needed.</summary>
    public Grid Expected { get; }

    /// <summary>The grid that came.</summary>
    public Grid Actual { get; }

    private static string Difference(Grid expected, Grid actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        return expected.Size != actual.Size
            ? "The sizes differ."
            : $"The sizes agree, but corners lie up to {expected.Corners().Zip(actual.Corners()).Max(p => p.First.DistanceTo(p.Second)):0.###} mm apart.";
    }
}
