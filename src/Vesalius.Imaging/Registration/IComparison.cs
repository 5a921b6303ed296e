namespace Vesalius.Imaging.Registration;

/// <summary>Compares the values that were last read at points of two scans.</summary>
internal interface IComparison
{
    /// <summary>
    /// The similarity, larger for more alike, and how it changes with the moving value of a point; no change, where there is nothing to
    /// compare.
    /// </summary>
    /// <param name="count">How many points lie in the moving scan.</param>
    (double Value, Func<int, double>? Pull) Of(int count);
}
