using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// Complex values on a box that wraps around, large enough that a region and its shifted copies do not meet round the back.
/// </summary>
internal sealed class FourierVolume
{
    private readonly Fourier[] axes;
    private readonly Size3 filled;

    /// <summary>Zeros for a region of a given size.</summary>
    public FourierVolume(Size3 region)
    {
        filled = region;
        Size = PaddedSize(region);
        Values = new FourierLines((int)Size.Count);
        axes = [new Fourier(Size.X), new Fourier(Size.Y), new Fourier(Size.Z)];
    }

    /// <summary>The size of the box.</summary>
    public Size3 Size { get; }

    /// <summary>The values, x fastest.</summary>
    public FourierLines Values { get; }

    /// <summary>The size of the box that a region needs.</summary>
    public static Size3 PaddedSize(Size3 region) =>
        new(Fourier.LengthFor(2 * region.X - 1), Fourier.LengthFor(2 * region.Y - 1), Fourier.LengthFor(2 * region.Z - 1));

    /// <summary>
    /// Transforms in place. Lines that lie outside the region and so are empty (at first) or not wanted (at last) are passed over.
    /// </summary>
    /// <param name="isFull">Whether the values fill the whole box instead.</param>
    /// <param name="backwards">Along z first, and the region's lines only at the end.</param>
    public void Transform(bool isFull = false, bool backwards = false)
    {
        Size3 lines = isFull ? Size : filled;
        Action[] passes =
        [
            () => Pass(0, lines.Y, lines.Z, Size.X, Size.X * Size.Y),
            () => Pass(1, Size.X, lines.Z, 1, Size.X * Size.Y),
            () => Pass(2, Size.X, Size.Y, 1, Size.X),
        ];
        foreach (Action pass in backwards ? passes.Reverse() : passes)
        {
            pass();
        }
    }

    /// <summary>All lines along an axis: so many by so many, with the ways from one to the next.</summary>
    private void Pass(int axis, int inner, int outer, int innerStep, int outerStep)
    {
        Fourier transform = axes[axis];
        int step = axis switch { 0 => 1, 1 => Size.X, _ => Size.X * Size.Y }, memory = transform.Length * Fourier.Lanes;
        Parallel.For(0, outer, () => (Lines: new FourierLines(memory), Scratch: new FourierLines(memory)), (j, _, local) =>
        {
            for (int first = 0; first < inner; first += Fourier.Lanes)
            {
                int start = first * innerStep + j * outerStep, count = Math.Min(Fourier.Lanes, inner - first);
                for (int k = 0; k < transform.Length; k++)
                {
                    Values.Gather(start + k * step, innerStep, count, local.Lines, k * Fourier.Lanes);
                }

                FourierLines result = transform.Transform(local.Lines, local.Scratch);
                for (int k = 0; k < transform.Length; k++)
                {
                    result.Scatter(k * Fourier.Lanes, count, Values, start + k * step, innerStep);
                }
            }

            return local;
        }, _ => { });
    }
}
