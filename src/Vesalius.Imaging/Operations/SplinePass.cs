using System.Numerics.Tensors;

namespace Vesalius.Imaging.Operations;

/// <summary>
/// Cubic B-spline interpolation along one axis of a volume: every line is prefiltered and evaluated in double precision, many lines side
/// by side, so that the recursion along the line runs a vector of lines at a time.
/// </summary>
/// <param name="Samples">Where the values are wanted along the axis.</param>
/// <param name="Axis">The axis: 0 (x), 1 (y) or 2 (z).</param>
/// <param name="OnlyCoefficients">Whether the result holds the spline's coefficients at whole positions in place of its values.</param>
internal sealed record SplinePass(AxisSamples Samples, int Axis, bool OnlyCoefficients = false)
{
    private const int LinesAcrossRows = 16;
    private const int LinesWithinRow = 64;

    /// <summary>A volume with another number of voxels along the axis. Its grid says only the size.</summary>
    public Volume<float> Apply(Volume<float> source, CancellationToken cancellation)
    {
        Size3 extent = source.Size;
        int count = Samples.Count;
        var size = Axis switch { 0 => extent with { X = count }, 1 => extent with { Y = count }, _ => extent with { Z = count } };
        var result = new Volume<float>(Grid.Of(size, new Spacing(1, 1, 1)));
        Bundle[] bundles = [.. Axis == 0 ? BundlesOfRows(extent, size) : BundlesWithinRows(extent, size)];
        int padding = OnlyCoefficients ? (count - extent[Axis]) / 2 : CubicSpline.Padding(Samples.IsInside);
        int widest = Axis == 0 ? LinesAcrossRows : LinesWithinRow;
        Parallel.For(
            0,
            bundles.Length,
            new ParallelOptions { CancellationToken = cancellation },
            () => new double[(extent[Axis] + 2 * padding + 1) * widest],
            (i, _, scratch) =>
            {
                Resample(bundles[i], source.Array, result.Array, scratch, padding);
                return scratch;
            },
            _ => { });
        return result;
    }

    private static IEnumerable<Bundle> BundlesOfRows(Size3 extent, Size3 to)
    {
        int rows = extent.Y * extent.Z;
        for (int row = 0; row < rows; row += LinesAcrossRows)
        {
            yield return new Bundle(row * extent.X, row * to.X, Math.Min(LinesAcrossRows, rows - row), extent.X, to.X, 1, IsWithinRow: false);
        }
    }

    private IEnumerable<Bundle> BundlesWithinRows(Size3 extent, Size3 to)
    {
        int stride = Axis == 1 ? extent.X : extent.X * extent.Y, others = Axis == 1 ? extent.Z : extent.Y;
        for (int other = 0; other < others; other++)
        {
            int start = Axis == 1 ? extent.IndexOf(0, 0, other) : extent.IndexOf(0, other, 0);
            int end = Axis == 1 ? to.IndexOf(0, 0, other) : to.IndexOf(0, other, 0);
            for (int x = 0; x < extent.X; x += LinesWithinRow)
            {
                yield return new Bundle(start + x, end + x, Math.Min(LinesWithinRow, extent.X - x), 1, 1, stride, IsWithinRow: true);
            }
        }
    }

    private void Resample(Bundle bundle, float[] source, float[] target, double[] scratch, int padding)
    {
        int width = bundle.Lines, count = Samples.SourceCount;
        Span<double> lines = scratch.AsSpan(0, (count + 2 * padding) * width);
        Span<double> value = scratch.AsSpan(lines.Length, width);
        bundle.Load(source, count, lines.Slice(padding * width, count * width));
        for (int i = 0; i < padding; i++)
        {
            lines.Slice(padding * width, width).CopyTo(lines.Slice(i * width, width));
            lines.Slice((padding + count - 1) * width, width).CopyTo(lines.Slice((padding + count + i) * width, width));
        }

        CubicSpline.Prefilter(lines, width);
        for (int k = 0; k < Samples.Count; k++)
        {
            if (OnlyCoefficients)
            {
                bundle.Store(lines.Slice(k * width, width), target, k);
                continue;
            }

            double at = Math.Clamp(Samples.At(k), 1.5 - padding, count + padding - 2.5);
            int low = (int)Math.Floor(at);
            RowArithmetic.Weigh(lines.Slice((low - 1 + padding) * width, 4 * width), CubicSpline.Weights(at - low), value);
            bundle.Store(value, target, k);
        }
    }

    /// <summary>Lines that are filtered side by side.</summary>
    /// <param name="Start">Where the first line starts in the source.</param>
    /// <param name="End">Where it starts in the target.</param>
    /// <param name="Lines">How many lines there are.</param>
    /// <param name="FromLineStep">From one line to the next in the source; 1 where the lines lie within a row.</param>
    /// <param name="ToLineStep">From one line to the next in the target.</param>
    /// <param name="SampleStep">From one sample of a line to the next, in both.</param>
    /// <param name="IsWithinRow">Whether the lines lie side by side in memory; otherwise each line is a row along x.</param>
    private readonly record struct Bundle(int Start, int End, int Lines, int FromLineStep, int ToLineStep, int SampleStep, bool IsWithinRow)
    {
        public void Load(float[] source, int count, Span<double> lines)
        {
            for (int i = 0; IsWithinRow && i < count; i++)
            {
                TensorPrimitives.ConvertTruncating<float, double>(source.AsSpan(Start + i * SampleStep, Lines), lines.Slice(i * Lines, Lines));
            }

            for (int line = 0; !IsWithinRow && line < Lines; line++)
            {
                ReadOnlySpan<float> row = source.AsSpan(Start + line * FromLineStep, count);
                for (int i = 0; i < row.Length; i++)
                {
                    lines[i * Lines + line] = row[i];
                }
            }
        }

        public void Store(ReadOnlySpan<double> values, float[] target, int sample)
        {
            if (IsWithinRow)
            {
                TensorPrimitives.ConvertTruncating(values, target.AsSpan(End + sample * SampleStep, Lines));
                return;
            }

            for (int line = 0; line < values.Length; line++)
            {
                target[End + line * ToLineStep + sample] = (float)values[line];
            }
        }
    }
}
