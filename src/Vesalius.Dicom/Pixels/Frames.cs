namespace Vesalius.Dicom.Pixels;

/// <summary>Work on many frames at a time.</summary>
internal static class Frames
{
    /// <summary>Runs work for each frame, on all processors; the first error is thrown as it is.</summary>
    public static void ForEach(int count, Action<int> work, CancellationToken cancellation = default)
    {
        if (count == 1)
        {
            work(0);
            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, work);
        }
        catch (AggregateException errors)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }
}
