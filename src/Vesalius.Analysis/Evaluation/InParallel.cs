using System.Runtime.ExceptionServices;

namespace Vesalius.Analysis.Evaluation;

/// <summary>The same work on many things at once, which fails as it would one after the other.</summary>
internal static class InParallel
{
    /// <summary>What is made of each item, in the order of the items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="map">The work; it is called from several threads. What it throws first is thrown as it is.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static TResult[] Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> map, CancellationToken cancellation)
    {
        var results = new TResult[items.Count];
        try
        {
            Parallel.For(0, results.Length, new ParallelOptions { CancellationToken = cancellation }, i => results[i] = map(items[i]));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return results;
    }
}
