using System.Numerics;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>Complex values on a box that wraps around, large enough that a region and its shifted copies do not meet round the back.</summary>
internal sealed class FourierVolume
{
    private readonly Fourier[] axes;
    private readonly Size3 filled;

    /// <summary>Zeros for a region of a given size.</summary>
    public FourierVolume(Size3 region)
    {
        filled = region;
        Size = PaddedSize(region);
        Values = new Complex[Size.Count];
        axes = [new Fourier(Size.X), new Fourier(Size.Y), new Fourier(Size.Z)];
    }

    /// <summary>The size of the box.</summary>
    public Size3 Size { get; }

    /// <summary>The values, x fastest.</summary>
    public Complex[] Values { get; }

    /// <summary>The size of the box that a region needs.</summary>
    public static Size3 PaddedSize(Size3 region) =>
        new(Fourier.LengthFor(2 * region.X - 1), Fourier.LengthFor(2 * region.Y - 1), Fourier.LengthFor(2 * region.Z - 1));

    /// <summary>Transforms in place. Lines that lie outside the region and so are empty (at first) or not wanted (at last) are passed over.</summary>
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
        Fourier line = axes[axis];
        int step = axis switch { 0 => 1, 1 => Size.X, _ => Size.X * Size.Y };
        Parallel.For(0, outer, () => (Line: new Complex[line.Length], Scratch: new Complex[line.Length]), (j, _, memory) =>
        {
            for (int i = 0; i < inner; i++)
            {
                int start = i * innerStep + j * outerStep;
                for (int k = 0; k < line.Length; k++)
                {
                    memory.Line[k] = Values[start + k * step];
                }

                line.Transform(memory.Line, memory.Scratch);
                for (int k = 0; k < line.Length; k++)
                {
                    Values[start + k * step] = memory.Line[k];
                }
            }

            return memory;
        }, _ => { });
    }
}
