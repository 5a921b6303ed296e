using System.Collections.Concurrent;
using Vesalius.Learning.Augmentation;

namespace Vesalius.Learning.Training;

/// <summary>Draws the samples of coming steps while the network works on the present one. The order is that of their indices.</summary>
internal sealed class BatchQueue : IDisposable
{
    private const int Ahead = 3;

    private readonly BlockingCollection<TrainingSample[]> batches = new(Ahead);
    private readonly CancellationTokenSource stop = new();
    private readonly Task drawing;

    /// <summary>Starts drawing at a sample index.</summary>
    public BatchQueue(Func<long, TrainingSample> sample, int batchSize, long firstSample)
    {
        drawing = Task.Run(() =>
        {
            try
            {
                for (long index = firstSample; !stop.IsCancellationRequested; index += batchSize)
                {
                    batches.Add([.. Enumerable.Range(0, batchSize).Select(i => sample(index + i))], stop.Token);
                }
            }
            finally
            {
                batches.CompleteAdding();
            }
        });
    }

    /// <summary>The next batch. A failure while drawing it comes out here.</summary>
    public TrainingSample[] Take(CancellationToken cancellation)
    {
        try
        {
            return batches.Take(cancellation);
        }
        catch (InvalidOperationException)
        {
            drawing.GetAwaiter().GetResult();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        ((IAsyncResult)drawing).AsyncWaitHandle.WaitOne();
        batches.Dispose();
        stop.Dispose();
    }
}
