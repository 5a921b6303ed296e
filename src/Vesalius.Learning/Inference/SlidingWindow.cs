using Vesalius.Imaging;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>Applies a network to a scan of any size: window by window, the scores blended with a Gaussian so that no seam shows.</summary>
public sealed class SlidingWindow
{
    private readonly IReadOnlyList<IPatchNetwork> networks;
    private readonly SegmentationPlan plan;
    private readonly SlidingWindowOptions options;
    private readonly float[] weights;
    private readonly Air? air;

    /// <summary>A window over networks whose scores are averaged. They stay the caller's.</summary>
    internal SlidingWindow(IReadOnlyList<IPatchNetwork> networks, SegmentationPlan plan, SlidingWindowOptions options)
    {
        this.networks = networks;
        this.plan = plan;
        this.options = options;
        air = options.SkipAir ? Air.Of(plan) : null;
        weights = plan.NnUnet is null ? Tiles.Weights(plan.PatchSize) : Tiles.NnUnetWeights(plan.PatchSize);
    }

    /// <summary>A window over a network in evaluation mode, which stays the caller's.</summary>
    internal SlidingWindow(UNetModule network, SegmentationPlan plan, SlidingWindowOptions options)
        : this([new TorchPatchNetwork(network, plan, options.Precision)], plan, options)
    {
    }

    /// <summary>The scores of every class at every voxel.</summary>
    /// <param name="scan">The prepared scan.</param>
    /// <param name="progress">The share of windows done, 0 to 1.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    public Scores Predict(PreparedScan scan, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        return Predict(scan, null, progress, cancellation);
    }

    /// <summary>The scores of every class at every voxel, which another reads as they come.</summary>
    internal Scores Predict(PreparedScan scan, ISlabReader? reader, IProgress<double>? progress, CancellationToken cancellation)
    {
        Size3 size = scan.Grid.Size;
        int plane = size.X * size.Y;
        float[][] all = [.. Enumerable.Range(0, plan.ClassCount).Select(_ => new float[size.Count])];
        foreach (ScoreSlab slab in Slabs(scan, new ClassRange(0, plan.ClassCount), progress, cancellation, reader?.WantsMembers == true))
        {
            reader?.Read(slab, cancellation);
            for (int c = 0; c < all.Length; c++)
            {
                slab.Values[c].AsSpan(0, slab.Count * plane).CopyTo(all[c].AsSpan(slab.First * plane));
            }
        }

        return new Scores([.. all.Select(values => new Volume<float>(scan.Grid, values))])
        {
            Placement = scan.Placement ?? ScanPlacement.Whole(scan.Grid),
            Outputs = plan.Outputs,
        };
    }

    /// <summary>The scores of some classes, slab by slab from the first plane to the last. A slab is to be used before the next is asked for.</summary>
    internal IEnumerable<ScoreSlab> Slabs(
        PreparedScan scan, ClassRange classes, IProgress<double>? progress, CancellationToken cancellation, bool keepsMembers = false)
    {
        Size3 size = scan.Grid.Size, window = plan.PatchSize;
        var sums = new EnsembleSums(
            () => new SlabSums(size, window, weights, classes, plan.Outputs == OutputKind.Exclusive ? 0 : null), networks.Count, keepsMembers);
        UniformWindow? uniform = options.MaxMemory is null ? UniformWindow.For(networks.Count, classes.Count, window, scan.ChannelCount) : null;
        Mirroring[] passes = Mirroring.Combinations(options.Mirror ? plan.MirrorAxes.Where(axis => axis != "z" || plan.Dimensions == 3) : []);
        (int X, int Y)[] across =
            [.. from y in Tiles.Starts(size.Y, window.Y, options.Step)
                from x in Tiles.Starts(size.X, window.X, options.Step)
                select (x, y)];
        int[] along = Tiles.Starts(size.Z, window.Z, options.Step);
        float[] patch = new float[scan.ChannelCount * window.Count];
        for (int k = 0; k < along.Length; k++)
        {
            for (int i = 0; i < across.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                (int X, int Y, int Z) start = (across[i].X, across[i].Y, along[k]);
                if (air?.Fills(scan, start, window) != true)
                {
                    CutInto(patch, scan, start);
                    AddWindow(patch, start, passes, (sums, classes, uniform));
                }

                progress?.Report((k * across.Length + i + 1.0) / (along.Length * across.Length));
            }

            int finished = k + 1 < along.Length ? along[k + 1] : size.Z;
            yield return sums.Finish(finished);
            sums.Forget(finished);
        }
    }

    /// <summary>Scores one window with every network, as it is and mirrored; outside the scan the network sees zeros, as in training.</summary>
    private void AddWindow(
        float[] patch, (int X, int Y, int Z) start, Mirroring[] passes, (EnsembleSums Sums, ClassRange Classes, UniformWindow? Uniform) into)
    {
        if (into.Uniform?.IsUniform(patch) == true)
        {
            AddUniform(patch, start, passes, (into.Sums, into.Classes, into.Uniform));
        }
        else
        {
            foreach (Mirroring turned in passes)
            {
                float[] seen = turned.Of(patch, plan.PatchSize);
                for (int n = 0; n < networks.Count; n++)
                {
                    int network = n;
                    networks[n].Score(seen, into.Classes, (c, scores) => into.Sums.Add(network, (c, turned), scores, start));
                }
            }
        }

        into.Sums.AddWeights(start, passes.Length);
    }

    /// <summary>Adds a window of one value per channel: it is the same turned round, and the same as the last one of these values.</summary>
    private void AddUniform(float[] patch, (int X, int Y, int Z) start, Mirroring[] passes, (EnsembleSums Sums, ClassRange Classes, UniformWindow Uniform) into)
    {
        if (!into.Uniform.Knows(patch))
        {
            for (int n = 0; n < networks.Count; n++)
            {
                int network = n;
                networks[n].Score(patch, into.Classes, (c, scores) => into.Uniform.Keep(network, c - into.Classes.First, scores));
            }

            into.Uniform.Begin(patch);
        }

        foreach (Mirroring turned in passes)
        {
            for (int n = 0; n < networks.Count; n++)
            {
                for (int c = 0; c < into.Classes.Count; c++)
                {
                    into.Sums.Add(n, (into.Classes.First + c, turned), into.Uniform.Of(n, c), start);
                }
            }
        }
    }

    // One patch after the other in the same memory: a new one for each would be garbage faster than it is collected.
    private void CutInto(float[] cut, PreparedScan scan, (int X, int Y, int Z) start)
    {
        Size3 size = scan.Grid.Size, window = plan.PatchSize;
        cut.AsSpan().Clear();
        (int from, int count) = SlabSums.Overlap(start.X, window.X, size.X);
        for (int c = 0; c < scan.ChannelCount; c++)
        {
            Span<float> channel = scan.Channel(c), target = cut.AsSpan(c * (int)window.Count, (int)window.Count);
            foreach ((int y, int z) in Tiles.RowsInside(start, window, size))
            {
                channel.Slice(size.IndexOf(start.X + from, start.Y + y, start.Z + z), count).CopyTo(target[window.IndexOf(from, y, z)..]);
            }
        }
    }
}
