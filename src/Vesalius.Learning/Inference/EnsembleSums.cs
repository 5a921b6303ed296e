using Vesalius.Imaging;

namespace Vesalius.Learning.Inference;

/// <summary>The sums of all networks together, and where it is wanted those of each by itself.</summary>
internal sealed class EnsembleSums
{
    private readonly SlabSums all;
    private readonly SlabSums[] members;
    private readonly int networks;

    /// <summary>Sums for a scan, all zero.</summary>
    /// <param name="create">Makes the sums of one.</param>
    /// <param name="networks">How many networks there are.</param>
    /// <param name="keepsMembers">Whether each network's sums are kept too: memory for each.</param>
    public EnsembleSums(Func<SlabSums> create, int networks, bool keepsMembers)
    {
        (all, this.networks) = (create(), networks);
        members = keepsMembers && networks > 1 ? [.. Enumerable.Range(0, networks).Select(_ => create())] : [];
    }

    /// <summary>Adds one pass of one network over a window.</summary>
    public void Add(int network, (int Class, Mirroring Turned) pass, ReadOnlySpan<float> scores, (int X, int Y, int Z) start)
    {
        all.Add(pass.Class, scores, pass.Turned, start);
        if (members.Length > 0)
        {
            members[network].Add(pass.Class, scores, pass.Turned, start);
        }
    }

    /// <summary>Adds the weights of a window that every network saw in so many passes.</summary>
    public void AddWeights((int X, int Y, int Z) start, int passes)
    {
        all.AddWeights(start, passes * networks);
        foreach (SlabSums member in members)
        {
            member.AddWeights(start, passes);
        }
    }

    /// <inheritdoc cref="SlabSums.Finish"/>
    public ScoreSlab Finish(int before) => all.Finish(before) with { Members = [.. members.Select(member => member.Finish(before).Values)] };

    /// <inheritdoc cref="SlabSums.Forget"/>
    public void Forget(int before)
    {
        foreach (SlabSums sums in members.Prepend(all))
        {
            sums.Forget(before);
        }
    }
}
