using System.Collections;
using Vesalius.Imaging;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Preprocessing;

/// <summary>
/// The cases of a dataset, prepared once: as many as fit are kept in memory, the others on disk. The order is that of the cases given,
/// and where a case is kept makes no difference to its values.
/// </summary>
public sealed class PreparedCaseStore : IReadOnlyList<PreparedCase>
{
    private readonly PreparedCase?[] inMemory;
    private readonly string[] paths;
    private readonly int classCount;

    private PreparedCaseStore(PreparedCase?[] inMemory, string[] paths, int classCount, IReadOnlyList<int>[] presentClasses)
    {
        PresentClasses = presentClasses;
        this.inMemory = inMemory;
        this.paths = paths;
        this.classCount = classCount;
    }

    /// <inheritdoc/>
    public int Count => inMemory.Length;

    /// <summary>The classes that each case shows (<see cref="PreparedCase.PresentClasses"/>), known without reading it again.</summary>
    public IReadOnlyList<IReadOnlyList<int>> PresentClasses { get; }

    /// <summary>How many of the cases are kept in memory.</summary>
    public int CountInMemory => inMemory.Count(one => one is not null);

    /// <summary>A prepared case; read from disk unless it is kept in memory.</summary>
    /// <exception cref="DatasetException">Its file is gone or damaged.</exception>
    public PreparedCase this[int index] => inMemory[index]
        ?? PreparedCaseFile.TryRead(paths[index], key: null, classCount, verify: false)
        ?? throw new DatasetException($"{paths[index]}: expected a prepared case; the file is gone or damaged. Start again to prepare it anew.");

    /// <summary>Prepares cases, several at a time. A run that was stopped goes on where it was when a folder is given.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="plan">How they are prepared.</param>
    /// <param name="options">Where they are kept; null for memory only.</param>
    /// <param name="progress">The part of the cases that is ready, 0 to 1.</param>
    /// <param name="cancellation">Stops between two cases.</param>
    /// <exception cref="DatasetException">A case does not fit together: see <see cref="DatasetCase.ReadImage"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PreparedCaseStore Prepare(
        IReadOnlyList<DatasetCase> cases, SegmentationPlan plan, PreparedStoreOptions? options = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new PreparedStoreOptions();
        var preparer = new CasePreparer(plan, options.Folder);
        var kept = new PreparedCase?[cases.Count];
        var present = new IReadOnlyList<int>[cases.Count];
        long bytes = 0;
        int done = 0;
        Action<int> prepare = i =>
        {
            PreparedCase one = preparer.Prepare(cases[i], cancellation);
            present[i] = one.PresentClasses;
            if (Interlocked.Add(ref bytes, one.ByteCount) <= options.MemoryBytes || options.Folder is null)
            {
                kept[i] = one;
            }
            else
            {
                Interlocked.Add(ref bytes, -one.ByteCount);
            }

            progress?.Report((double)Interlocked.Increment(ref done) / cases.Count);
        };
        EachCase.Run(cases.Count, prepare, options.AtOnce, cancellation);
        return new PreparedCaseStore(kept, [.. cases.Select(preparer.PathOf)], plan.ClassCount, present);
    }

    /// <inheritdoc/>
    public IEnumerator<PreparedCase> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
