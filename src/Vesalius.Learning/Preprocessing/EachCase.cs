using System.Runtime.ExceptionServices;

namespace Vesalius.Learning.Preprocessing;

/// <summary>Work that is done for every case, several at a time.</summary>
internal static class EachCase
{
    /// <summary>Runs the work for 0 … count − 1, at most some at once, and throws the first failure as it was thrown.</summary>
    public static void Run(int count, Action<int> work, int atOnce, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = atOnce }, work);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }
}
