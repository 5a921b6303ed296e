using System.Numerics.Tensors;
using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>A smooth field by which the signal of a patch is multiplied.</summary>
internal static class SmoothGain
{
    private const double ControlsAlongSide = 2;

    /// <summary>Multiplies the distance of every intensity from the smallest by e^field.</summary>
    /// <param name="voxels">Shape [Z, Y, X].</param>
    /// <param name="size">Its size.</param>
    /// <param name="strength">The deviation of the field at its control points.</param>
    /// <param name="seed">Which field.</param>
    public static void ApplyInPlace(Span<float> voxels, Size3 size, double strength, long seed)
    {
        if (strength == 0)
        {
            return;
        }

        ControlAxis x = Along(size.X), y = Along(size.Y), z = Along(size.Z);
        float[] row = new float[x.Controls], slice = new float[row.Length * y.Controls], controls = new float[slice.Length * z.Controls];
        NormalNoise.AddInPlace(controls, (float)strength, seed);
        TensorPrimitives.Subtract(controls, TensorPrimitives.Average<float>(controls), controls);
        float zero = TensorPrimitives.Min<float>(voxels);
        float[] field = new float[size.X];
        for (int slices = 0; slices < size.Z; slices++)
        {
            z.Combine(controls, slices, slice);
            for (int rows = 0; rows < size.Y; rows++)
            {
                y.Combine(slice, rows, row);
                field.AsSpan().Clear();
                x.AddTo(field, row);
                TensorPrimitives.Exp(field, field);
                Span<float> line = voxels.Slice(size.IndexOf(0, rows, slices), size.X);
                TensorPrimitives.Subtract(line, zero, line);
                TensorPrimitives.Multiply(line, field, line);
                TensorPrimitives.Add(line, zero, line);
            }
        }
    }

    private static ControlAxis Along(int count) => new(count, Math.Max(1, count / ControlsAlongSide));
}
