using System.Numerics.Tensors;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Confidence;

/// <summary>A way in which a scan may be worse than those a model learned from, to learn what its segmentation is worth then.</summary>
public abstract record Degradation
{
    private Degradation()
    {
    }

    /// <summary>The ways that are tried one after the other.</summary>
    public static IReadOnlyList<Degradation> Ladder { get; } =
    [
        new Noise(0.4), new Blur(1), new Inverted(), new OtherSpacing(1.8), new Flipped(2), new Cropped(0.55), new Noise(1.2),
        new Blur(2.5), new Contrast(3), new OtherSpacing(0.5), new Flipped(1), new Cropped(0.75), new Noise(0.8), new Blur(1.7),
        new Contrast(0.35), new Flipped(0),
    ];

    /// <summary>What is done, in one word: degradations of one kind differ in strength.</summary>
    public string Kind => GetType().Name;

    /// <summary>The degraded scan and its mask, which lie on one grid.</summary>
    /// <param name="channels">The scan.</param>
    /// <param name="labels">Its mask.</param>
    /// <param name="seed">The number chance is drawn from.</param>
    public abstract DegradedScan Apply(IReadOnlyList<Volume<float>> channels, LabelMap labels, int seed);

    /// <summary>Normal noise of so many standard deviations of the channel.</summary>
    public sealed record Noise(double Deviations) : Degradation
    {
        /// <inheritdoc/>
        public override DegradedScan Apply(IReadOnlyList<Volume<float>> channels, LabelMap labels, int seed) =>
            new(Each(channels, voxels => NormalNoise.AddInPlace(voxels, Deviation(voxels), seed)), labels);

        private float Deviation(ReadOnlySpan<float> voxels) => (float)(Deviations * IntensityScale.Moments(voxels).StandardDeviation);
    }

    /// <summary>A Gaussian of so many voxels.</summary>
    public sealed record Blur(double SigmaVoxels) : Degradation
    {
        /// <inheritdoc/>
        public override DegradedScan Apply(IReadOnlyList<Volume<float>> channels, LabelMap labels, int seed) =>
            new(Each(channels, voxels => GaussianBlur.ApplyInPlace(voxels, labels.Grid.Size, SigmaVoxels)), labels);
    }

    /// <summary>Dark becomes bright: the photometric interpretation misread.</summary>
    public sealed record Inverted : Degradation
    {
        /// <inheritdoc/>
        public override DegradedScan Apply(IReadOnlyList<Volume<float>> channels, LabelMap labels, int seed) =>
            new(Each(channels, voxels =>
            {
                float sum = TensorPrimitives.Min<float>(voxels) + TensorPrimitives.Max<float>(voxels);
                TensorPrimitives.Subtract(sum, voxels, voxels);
            }), labels);
    }

    /// <summary>The range of intensities bent by a power.</summary>
    public sealed record Contrast(double Power) : Degradation
    {
        /// <inheritdoc/>
        public override DegradedScan Apply(IReadOnlyList<Volume<float>> channels, LabelMap labels, int seed) =>
            new(Each(channels, voxels =>
            {
                float low = TensorPrimitives.Min<float>(voxels), range = Math.Max(TensorPrimitives.Max<float>(voxels) - low, 1e-6f);
                for (int i = 0; i < voxels.Length; i++)
                {
                    voxels[i] = low + range * MathF.Pow((voxels[i] - low) / range, (float)Power);
                }
            }), labels);
    }

    /// <summary>A header whose spacing is wrong by a factor.</summary>
    public sealed record OtherSpacing(double Factor) : Degradation
    {
        /// <inheritdoc/>
        public override DegradedScan Apply(IReadOnlyList<Volume<float>> channels, LabelMap labels, int seed)
        {
            Affine old = labels.Grid.Affine;
            double across = labels.Grid.Dimensions == 2 ? 1 : Factor;
            var grid = new Grid(
                labels.Grid.Size,
                old with { XStep = old.XStep * Factor, YStep = old.YStep * Factor, ZStep = old.ZStep * across },
                labels.Grid.Dimensions);
            return new DegradedScan([.. channels.Select(one => one.On(grid))], On(labels, layer => layer.On(grid)));
        }
    }

    /// <summary>The voxels of an axis in the opposite order under the same header; y for images without that axis.</summary>
    public sealed record Flipped(int Axis) : Degradation
    {
        /// <inheritdoc/>
        public override DegradedScan Apply(IReadOnlyList<Volume<float>> channels, LabelMap labels, int seed)
        {
            int axis = labels.Grid.Size[Axis] > 1 ? Axis : 1;
            return new DegradedScan([.. channels.Select(one => Turned(one, axis))], On(labels, layer => Turned(layer, axis)));
        }

        private static Volume<T> Turned<T>(Volume<T> volume, int axis)
            where T : unmanaged
        {
            Size3 size = volume.Size;
            var turned = new Volume<T>(volume.Grid);
            for (int z = 0; z < size.Z; z++)
            {
                for (int y = 0; y < size.Y; y++)
                {
                    Span<T> row = turned.Row(axis == 1 ? size.Y - 1 - y : y, axis == 2 ? size.Z - 1 - z : z);
                    volume.Row(y, z).CopyTo(row);
                    if (axis == 0)
                    {
                        row.Reverse();
                    }
                }
            }

            return turned;
        }
    }

    /// <summary>A part of the field of view: so much of each axis, from its start.</summary>
    public sealed record Cropped(double Share) : Degradation
    {
        /// <inheritdoc/>
        public override DegradedScan Apply(IReadOnlyList<Volume<float>> channels, LabelMap labels, int seed)
        {
            Size3 size = labels.Grid.Size;
            int Of(int count) => Math.Max(1, (int)(count * Share));
            Grid grid = labels.Grid.Region(0, 0, 0, new Size3(Of(size.X), Of(size.Y), Of(size.Z)));
            return new DegradedScan([.. channels.Select(one => Cut(one, grid))], On(labels, layer => Cut(layer, grid)));
        }

        private static Volume<T> Cut<T>(Volume<T> volume, Grid grid)
            where T : unmanaged
        {
            var part = new Volume<T>(grid);
            for (int z = 0; z < grid.Size.Z; z++)
            {
                for (int y = 0; y < grid.Size.Y; y++)
                {
                    volume.Row(y, z)[..grid.Size.X].CopyTo(part.Row(y, z));
                }
            }

            return part;
        }
    }

    private static LabelMap On(LabelMap labels, Func<Volume<ushort>, Volume<ushort>> change) =>
        new([.. labels.Layers.Select(change)], labels.Table);

    private static Volume<float>[] Each(IReadOnlyList<Volume<float>> channels, Change change) =>
        [.. channels.Select(one =>
        {
            float[] copy = [.. one.Array];
            change(copy);
            return new Volume<float>(one.Grid, copy);
        })];

    private delegate void Change(Span<float> voxels);
}
