using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>
/// What the physics of a magnetic-resonance scanner does to the image of one channel. Normalised intensities have lost the scanner's zero; the
/// smallest intensity of the patch stands for it. Artefacts of the k-space are those of a scanner whose field of view were the patch.
/// </summary>
/// <param name="Channel">Which channel.</param>
public abstract record SignalChange(int Channel) : IntensityChange(Channel)
{
    /// <summary>
    /// Noise of a magnitude image: normal noise in the real and in the imaginary part, of which the length is seen (Gudbjartsson and Patz,
    /// Magnetic Resonance in Medicine 34, 1995). Where there is no signal it is Rayleigh's, and only ever brightens.
    /// </summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Deviation">The standard deviation in each part; 0 changes nothing.</param>
    /// <param name="Seed">Which noise.</param>
    public sealed record RicianNoise(int Channel, double Deviation, long Seed) : SignalChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size)
        {
            if (Deviation == 0)
            {
                return;
            }

            float zero = TensorPrimitives.Min<float>(voxels);
            float[] imaginary = new float[voxels.Length];
            NormalNoise.AddInPlace(imaginary, (float)Deviation, ~Seed);
            TensorPrimitives.Subtract(voxels, zero, voxels);
            NormalNoise.AddInPlace(voxels, (float)Deviation, Seed);
            TensorPrimitives.Hypot(voxels, imaginary, voxels);
            TensorPrimitives.Add(voxels, zero, voxels);
        }

        /// <inheritdoc/>
        public override string ToString() => $"Rician noise {Deviation:0.###} (seed {Seed})";
    }

    /// <summary>
    /// The uneven sensitivity of a receiving coil: the signal is multiplied by a smooth field, the exponential of cubic B-splines over control
    /// points about half of the patch apart.
    /// </summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Strength">The deviation of the field's logarithm at the control points; 0 changes nothing.</param>
    /// <param name="Seed">Which field.</param>
    public sealed record BiasField(int Channel, double Strength, long Seed) : SignalChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size) => SmoothGain.ApplyInPlace(voxels, size, Strength, Seed);

        /// <inheritdoc/>
        public override string ToString() => $"bias field {Strength:0.###} (seed {Seed})";
    }

    /// <summary>
    /// Breathing or a pulse: all but every n-th line of the k-space are weaker, so that n copies of the patch, wrapped around, lie over each
    /// other at equal distances. Constants and sums are kept, the energy never grows.
    /// </summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Axis">The axis of phase encoding: 0 is x.</param>
    /// <param name="Copies">How many copies there are, the true one included.</param>
    /// <param name="Strength">By which part the other lines are weaker, 0 to 1; 0 changes nothing.</param>
    public sealed record Ghosts(int Channel, int Axis, int Copies, double Strength) : SignalChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size) =>
            CircularFilter.ApplyInPlace(voxels, size, Axis, CircularFilter.OfGhosts(size[Axis], Copies, Strength));

        /// <inheritdoc/>
        public override string ToString() => $"{Copies} ghosts {Strength:0.##} along {"xyz"[Axis]}";
    }

    /// <summary>
    /// The patient moves along the axis of phase encoding while the k-space is read line by line: the lines after each move see the patch
    /// shifted. The lines of the middle, which make the contours, see it where the labels are. Constants are kept, the energy never grows.
    /// </summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Axis">The axis of phase encoding: 0 is x.</param>
    /// <param name="Moves">How often the patient moves.</param>
    /// <param name="Deviation">The standard deviation of the shifts, in voxels; 0 changes nothing.</param>
    /// <param name="Seed">When and where to.</param>
    public sealed record Motion(int Channel, int Axis, int Moves, double Deviation, long Seed) : SignalChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size) =>
            CircularFilter.ApplyInPlace(voxels, size, Axis, CircularFilter.OfMotion(size[Axis], Moves, Deviation, new RandomSource(Seed)));

        /// <inheritdoc/>
        public override string ToString() => $"moved {Moves} times by {Deviation:0.##} voxels along {"xyz"[Axis]} (seed {Seed})";
    }

    /// <summary>A spike in the k-space: stripes over the patch, a plane wave with a whole number of periods along each axis.</summary>
    /// <param name="Channel">Which channel.</param>
    /// <param name="Periods">How many periods the patch holds along x, y and z.</param>
    /// <param name="Strength">The wave's amplitude, as a part of the patch's standard deviation; 0 changes nothing.</param>
    /// <param name="Phase">Where the wave begins, in turns.</param>
    public sealed record Spike(int Channel, (int X, int Y, int Z) Periods, double Strength, double Phase) : SignalChange(Channel)
    {
        /// <inheritdoc/>
        public override void ApplyInPlace(Span<float> voxels, Size3 size)
        {
            double amplitude = Strength * IntensityCurves.Moments(voxels).Deviation;
            (double stepX, double stepY, double stepZ) = ((double)Periods.X / size.X, (double)Periods.Y / size.Y, (double)Periods.Z / size.Z);
            float[] cosine = [.. Enumerable.Range(0, size.X).Select(x => (float)Math.Cos(Math.Tau * stepX * x))];
            float[] sine = [.. Enumerable.Range(0, size.X).Select(x => (float)Math.Sin(Math.Tau * stepX * x))];
            for (int row = 0; row < size.Y * size.Z; row++)
            {
                (double s, double c) = Math.SinCos(Math.Tau * (Phase + stepY * (row % size.Y) + stepZ * (row / size.Y)));
                Span<float> line = voxels.Slice(row * size.X, size.X);
                TensorPrimitives.MultiplyAdd(cosine, (float)(amplitude * c), line, line);
                TensorPrimitives.MultiplyAdd(sine, (float)(-amplitude * s), line, line);
            }
        }

        /// <inheritdoc/>
        public override string ToString() => $"spike {Strength:0.##} at ({Periods.X}, {Periods.Y}, {Periods.Z})";
    }
}
