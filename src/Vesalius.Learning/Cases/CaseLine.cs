namespace Vesalius.Learning.Cases;

/// <summary>
/// Takes cases through three stages that overlap: while one is in the middle stage, the next is prepared and the last is finished. In each stage
/// there is never more than one case, cases stay in their order, and no more than one is ahead.
/// </summary>
/// <typeparam name="TCase">What goes in.</typeparam>
/// <typeparam name="TReady">What preparing makes.</typeparam>
/// <typeparam name="TFound">What the middle stage makes.</typeparam>
public sealed class CaseLine<TCase, TReady, TFound>
    where TCase : class
{
    /// <summary>The first stage: reads and prepares a case, on a thread of its own. What it throws ends the line when the case's turn comes.</summary>
    public required Func<TCase, CancellationToken, TReady> Prepare { get; init; }

    /// <summary>The middle stage, on the caller's thread.</summary>
    public required Func<TReady, CancellationToken, TFound> Work { get; init; }

    /// <summary>The last stage, on a thread of its own; it is never stopped halfway.</summary>
    public required Action<TFound> Finish { get; init; }

    /// <summary>
    /// Whether the last of three cases may be prepared while the second is in the middle stage and the first (null for none) is finished. Where
    /// not, everything of the second ends before the third begins.
    /// </summary>
    public Func<TCase?, TCase, TCase, bool> MayOverlap { get; init; } = (_, _, _) => true;

    /// <summary>Takes all cases through. What a stage throws is thrown here, that of the earliest case first, when nothing runs any more.</summary>
    /// <param name="cases">The cases, in order.</param>
    /// <param name="cancellation">Stops what runs and prepares nothing further; a case that is being finished is finished.</param>
    public void Run(IReadOnlyList<TCase> cases, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<TReady>? ahead = null;
        Task last = Task.CompletedTask;
        try
        {
            for (int i = 0; i < cases.Count; i++)
            {
                TReady ready = ahead is null ? Prepare(cases[i], stop.Token) : ahead.GetAwaiter().GetResult();
                ahead = i + 1 < cases.Count && MayOverlap(i == 0 ? null : cases[i - 1], cases[i], cases[i + 1]) ? Begin(cases[i + 1], stop.Token) : null;
                TFound found = Work(ready, stop.Token);
                last.GetAwaiter().GetResult();
                last = Task.Run(() => Finish(found), CancellationToken.None);
                if (ahead is null)
                {
                    last.GetAwaiter().GetResult();
                }
            }
        }
        catch
        {
            stop.Cancel();
            Settle(ahead);

            // An earlier case than the one that threw: what became of it comes first.
            last.GetAwaiter().GetResult();
            throw;
        }
    }

    private Task<TReady> Begin(TCase next, CancellationToken stop) => Task.Run(() => Prepare(next, stop), CancellationToken.None);

    private static void Settle(Task? task)
    {
        if (task is not null)
        {
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
            _ = task.Exception;
        }
    }
}
