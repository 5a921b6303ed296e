using System.Runtime.ExceptionServices;

namespace Vesalius.Dicom.Pixels;

/// <summary>Work on many frames at a time.</summary>
internal static class Frames
{
    /// <summary>
    /// Runs work for each frame, on all processors; the first error is thrown as it is, and no frame is begun after it. One loop that takes the
    /// next number: a short command feels what the library's own parallel loops take to start.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void ForEach(int count, Action<int> work, CancellationToken cancellation = default)
    {
        int next = -1;
        Exception? failure = null;
        void TakeTurns()
        {
            try
            {
                for (int i; Volatile.Read(ref failure) is null && (i = Interlocked.Increment(ref next)) < count;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(i);
                }
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
        }

        var others = new Task[Math.Max(0, Math.Min(count, Environment.ProcessorCount) - 1)];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = Task.Run(TakeTurns, CancellationToken.None);
        }

        TakeTurns();
        Task.WaitAll(others, CancellationToken.None);
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
