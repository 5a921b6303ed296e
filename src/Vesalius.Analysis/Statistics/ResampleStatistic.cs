namespace Vesalius.Analysis.Statistics;

/// <summary>
/// A figure worked out over some units (cases, or groups of cases), each named by its index; one may occur several times or not at all.
/// </summary>
/// <param name="units">The indices of the units that were drawn.</param>
/// <returns>The figure; NaN where these units do not define it.</returns>
public delegate double ResampleStatistic(ReadOnlySpan<int> units);
