using static TorchSharp.torch;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>The tiles of a grid dealt out to the cores in blocks of 16, each with its own memory.</summary>
internal sealed unsafe class TileBlocks
{
    private const int Lanes = 16;
    private const int Size = 16;
    private readonly int count;

    /// <summary>The blocks of a grid; the last may be smaller.</summary>
    public TileBlocks(TileGrid grid)
    {
        Grid = grid;
        count = (grid.Tiles + Size - 1) / Size;
    }

    /// <summary>Work on the tiles [first, first + count) with memory of one's own.</summary>
    public delegate void Work(float* memory, int first, int count);

    /// <summary>As <see cref="Work"/>, adding to sums of one's own.</summary>
    public delegate void Summing(float* memory, float* sums, int first, int count);

    /// <summary>The tiles.</summary>
    public TileGrid Grid { get; }

    /// <summary>Floats from one block of 16 channels to the next within a frequency.</summary>
    public static nint BlockStep => Size * Lanes;

    /// <summary>Floats from one frequency to the next: a cache line more than needed, so that frequencies do not share cache sets.</summary>
    public static nint Step(int channelBlocks) => channelBlocks * BlockStep + Lanes;

    /// <summary>Does the work for every block, on all cores.</summary>
    /// <param name="length">Floats of memory for each core.</param>
    /// <param name="work">The work.</param>
    public void ForEach(long length, Work work)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() };
        Parallel.For(0, count, options, () => KernelMemory.Rent(length), (block, _, memory) =>
        {
            work(memory.Floats, block * Size, Math.Min(Size, Grid.Tiles - block * Size));
            return memory;
        }, KernelMemory.Return);
    }

    /// <summary>
    /// Does the work for every block and adds up the sums. Which blocks share a sum depends on the number of threads only, so equal runs give
    /// equal bits.
    /// </summary>
    public KernelMemory Sum(long length, long sumLength, Summing work)
    {
        int shares = Math.Min(count, get_num_threads());
        var sums = new KernelMemory[shares];
        Parallel.For(0, shares, share =>
        {
            KernelMemory memory = KernelMemory.Rent(length), sum = sums[share] = KernelMemory.Rent(sumLength);
            new Span<float>(sum.Floats, checked((int)sumLength)).Clear();
            for (int block = count * share / shares; block < count * (share + 1) / shares; block++)
            {
                work(memory.Floats, sum.Floats, block * Size, Math.Min(Size, Grid.Tiles - block * Size));
            }

            KernelMemory.Return(memory);
        });

        var total = new Span<float>(sums[0].Floats, (int)sumLength);
        foreach (KernelMemory sum in sums.Skip(1))
        {
            System.Numerics.Tensors.TensorPrimitives.Add(total, new ReadOnlySpan<float>(sum.Floats, (int)sumLength), total);
            KernelMemory.Return(sum);
        }

        return sums[0];
    }
}
