using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>One change of the intensities of one channel of a patch.</summary>
/// <param name="Channel">Which channel.</param>
public abstract record IntensityChange(int Channel)
{
    /// <summary>Changes the intensities.</summary>
    /// <param name="voxels">The channel, shape [Z, Y, X].</param>
    /// <param name="size">Its size.</param>
    public abstract void ApplyInPlace(Span<float> voxels, Size3 size);

    /// <summary>Adds normal noise.</summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Deviation">The noise's standard deviation.</param>
    /// <param name="Seed">Which noise.</param>
    public sealed record Noise(int Channel, double Deviation, long Seed) : IntensityChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size) => NormalNoise.AddInPlace(voxels, (float)Deviation, Seed);

        /// <inheritdoc/>
        public override string ToString() => $"noise {Deviation:0.###}";
    }

    /// <summary>Blurs with a Gaussian; the edge voxels continue beyond the patch.</summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Sigma">The Gaussian's standard deviation in voxels.</param>
    public sealed record Blur(int Channel, double Sigma) : IntensityChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size) => GaussianBlur.ApplyInPlace(voxels, size, Sigma);

        /// <inheritdoc/>
        public override string ToString() => $"blurred {Sigma:0.##}";
    }

    /// <summary>Multiplies all intensities.</summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Factor">By what.</param>
    public sealed record Brightness(int Channel, double Factor) : IntensityChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size) =>
            System.Numerics.Tensors.TensorPrimitives.Multiply(voxels, (float)Factor, voxels);

        /// <inheritdoc/>
        public override string ToString() => $"brightness ×{Factor:0.##}";
    }

    /// <summary>Multiplies the distance of every intensity from the mean, within the range there was before.</summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Factor">By what.</param>
    public sealed record Contrast(int Channel, double Factor) : IntensityChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size) => IntensityCurves.ContrastInPlace(voxels, Factor);

        /// <inheritdoc/>
        public override string ToString() => $"contrast ×{Factor:0.##}";
    }

    /// <summary>Imitates a scan of lower resolution: coarser voxels, brought back by linear interpolation.</summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Resolution">The resolution as a part of the full one.</param>
    public sealed record LowResolution(int Channel, double Resolution) : IntensityChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size)
        {
            int Fewer(int count) => Math.Max(1, (int)Math.Round(count * Resolution));
            var coarse = new Size3(Fewer(size.X), Fewer(size.Y), Fewer(size.Z));
            float[] seen = Preprocessing.FieldOfView.Resize(voxels, size, coarse);
            Preprocessing.FieldOfView.Resize(seen, coarse, size).CopyTo(voxels);
        }

        /// <inheritdoc/>
        public override string ToString() => $"resolution ×{Resolution:0.##}";
    }

    /// <summary>Bends the intensities by a power between the smallest and the greatest, keeping mean and deviation.</summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Exponent">The power.</param>
    /// <param name="Inverted">Whether the power acts on the inverted image.</param>
    public sealed record Gamma(int Channel, double Exponent, bool Inverted) : IntensityChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size) => IntensityCurves.GammaInPlace(voxels, Exponent, Inverted);

        /// <inheritdoc/>
        public override string ToString() => $"gamma {Exponent:0.##}{(Inverted ? " inverted" : string.Empty)}";
    }
}
