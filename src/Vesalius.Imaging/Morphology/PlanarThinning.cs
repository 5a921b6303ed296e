namespace Vesalius.Imaging.Morphology;

/// <summary>
/// Peels a single slice from two sides in turn, from each all pixels at a time that <see cref="PlanarNeighbours"/> lets go. Only pixels
/// whose surroundings have changed since they were last asked are asked again, so that time goes with the number of pixels.
/// </summary>
internal sealed class PlanarThinning : IPeeling
{
    private const int AllSet = 255;

    private readonly int stride;
    private readonly int[] neighbours;
    private readonly byte[] pixels;
    private readonly byte[] isWaiting;
    private readonly List<int>[] waiting = [[], []];
    private readonly List<int> gone = [];

    /// <summary>Begins with a copy of a mask of one slice.</summary>
    /// <exception cref="ArgumentException">The mask has several slices, or is too large for one array.</exception>
    public PlanarThinning(Volume<bool> mask)
    {
        Size3 size = mask.Size;
        long padded = (size.X + 2L) * (size.Y + 2L);
        if (size.Z > 1 || padded > Array.MaxLength)
        {
            throw new ArgumentException(
                size.Z > 1 ? $"The rule of Zhang and Suen thins a single slice; the mask has {size} voxels. Thin it by Lee's rule."
                    : $"A mask of {size} is too large to be thinned in memory.",
                nameof(mask));
        }

        Result = new Volume<bool>(mask.Grid);
        mask.Voxels.CopyTo(Result.Voxels);
        stride = size.X + 2;
        neighbours = [-stride - 1, -stride, -stride + 1, 1, stride + 1, stride, stride - 1, -1];
        (pixels, isWaiting) = (new byte[padded], new byte[padded]);
        for (int y = 0; y < size.Y; y++)
        {
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(mask.Row(y, 0)).CopyTo(pixels.AsSpan((y + 1) * stride + 1));
        }

        foreach (int pixel in Enumerable.Range(0, pixels.Length).Where(i => pixels[i] != 0 && Around(i) != AllSet))
        {
            Ask(pixel);
        }
    }

    /// <inheritdoc/>
    public int Sides => waiting.Length;

    /// <inheritdoc/>
    public Volume<bool> Result { get; }

    /// <inheritdoc/>
    public bool Peel(int side)
    {
        gone.Clear();
        foreach (int pixel in waiting[side])
        {
            isWaiting[pixel] &= (byte)~(1 << side);
            if (pixels[pixel] != 0 && (PlanarNeighbours.Sides[Around(pixel)] & (1 << side)) != 0)
            {
                gone.Add(pixel);
            }
        }

        waiting[side].Clear();
        foreach (int pixel in gone)
        {
            pixels[pixel] = 0;
            Result.Array[(pixel / stride - 1) * (stride - 2) + pixel % stride - 1] = false;
        }

        foreach (int next in gone.SelectMany(_ => neighbours, (pixel, step) => pixel + step).Where(next => pixels[next] != 0))
        {
            Ask(next);
        }

        return gone.Count > 0;
    }

    private void Ask(int pixel)
    {
        for (int side = 0; side < waiting.Length; side++)
        {
            if ((isWaiting[pixel] & (1 << side)) == 0)
            {
                isWaiting[pixel] |= (byte)(1 << side);
                waiting[side].Add(pixel);
            }
        }
    }

    private int Around(int pixel)
    {
        int around = 0;
        for (int i = 0; i < neighbours.Length; i++)
        {
            around |= pixels[pixel + neighbours[i]] << i;
        }

        return around;
    }
}
