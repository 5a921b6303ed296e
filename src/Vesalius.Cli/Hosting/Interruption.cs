using System.Runtime.InteropServices;

namespace Vesalius.Cli.Hosting;

/// <summary>
/// Ctrl-C and SIGTERM. The first asks the running verb to stop; a second one, or a verb that has not stopped after the grace period,
/// ends the process. Either is safe: output gets its name only when it is whole.
/// </summary>
internal sealed class Interruption(Action end) : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource source = new();
    private Timer? deadline;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Takes a signal.</summary>
    public void On(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
        {
            return;
        }

        signal.Cancel = true;
        deadline = new Timer(_ => end(), null, Grace, Timeout.InfiniteTimeSpan);
        source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        deadline?.Dispose();
        source.Dispose();
    }
}
