using Vesalius.Imaging;
using static TorchSharp.torch;

namespace Vesalius.Learning;

/// <summary>Images and masks of one size, checked once, as tensors batch by batch.</summary>
internal sealed class ImageSet
{
    private readonly IReadOnlyList<Volume<float>> images;
    private readonly IReadOnlyList<Volume<ushort>>? masks;
    private readonly int channels;
    private readonly long[] axes;

    private ImageSet(IReadOnlyList<Volume<float>> images, IReadOnlyList<Volume<ushort>>? masks, int channels, long[] axes)
    {
        this.images = images;
        this.masks = masks;
        this.channels = channels;
        this.axes = axes;
    }

    /// <summary>The number of images.</summary>
    public int Count => images.Count / channels;

    /// <summary>A set for a network of a given shape.</summary>
    /// <exception cref="ArgumentException">Something has another size, a class is too high, or there is not one mask per image.</exception>
    public static ImageSet Of(
        IReadOnlyList<Volume<float>> images, IReadOnlyList<Volume<ushort>>? masks, (Size3 Size, int Dimensions, int Channels, int Classes) shape)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0 || images.Count % shape.Channels != 0 || (masks is not null && masks.Count != images.Count / shape.Channels))
        {
            throw new ArgumentException(
                $"A network of {shape.Channels} channel(s) takes {shape.Channels} volume(s) and one mask per image; {images.Count} volume(s) and {masks?.Count ?? 0} mask(s) came.", nameof(images));
        }

        foreach (Size3 size in images.Select(one => one.Size).Concat(masks?.Select(one => one.Size) ?? []))
        {
            if (size != shape.Size)
            {
                throw new ArgumentException($"This network takes images of {shape.Size}; one of {size} came. Resample it first.", nameof(images));
            }
        }

        for (int i = 0; i < masks?.Count; i++)
        {
            if (masks[i].Array.Max() is var highest && highest >= shape.Classes)
            {
                throw new ArgumentException($"Mask {i} has class {highest}; a network of {shape.Classes} classes knows 0 to {shape.Classes - 1}.", nameof(masks));
            }
        }

        long[] axes = shape.Dimensions == 3 ? [shape.Size.Z, shape.Size.Y, shape.Size.X] : [shape.Size.Y, shape.Size.X];
        return new ImageSet(images, masks, shape.Channels, axes);
    }

    /// <summary>All images in a drawn order, some at a time.</summary>
    public IEnumerable<int[]> Shuffled(Random random, int batchSize)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        random.Shuffle(order);
        return order.Chunk(batchSize);
    }

    /// <summary>All images in order, some at a time.</summary>
    public IEnumerable<int[]> InOrder(int batchSize) => Enumerable.Range(0, Count).Chunk(batchSize);

    /// <summary>[N, C, (D,) H, W].</summary>
    public Tensor Images(int[] batch) => tensor(batch.SelectMany(i => Enumerable.Range(i * channels, channels)).SelectMany(i => images[i].Array).ToArray())
        .reshape([batch.Length, channels, .. axes]);

    /// <summary>[N, (D,) H, W], class indices.</summary>
    public Tensor Masks(int[] batch) => tensor(batch.SelectMany(i => masks![i].Array).Select(value => (long)value).ToArray())
        .reshape([batch.Length, .. axes]);
}
