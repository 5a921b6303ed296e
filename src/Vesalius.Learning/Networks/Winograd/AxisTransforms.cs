using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>
/// Winograd's minimal filtering along one axis, on vectors of 16 channels: F(4, 3) turns 6 inputs and 3 weights into 4 outputs with 6
/// products, F(2, 3) turns 4 inputs into 2 outputs with 4. Steps are in floats. Each transform reads all its inputs before it writes, so it
/// may work in place. Source: Lavin and Gray, arXiv:1509.09308, interpolation points 0, ±1, ±2, ∞ and 0, ±1, ∞.
/// </summary>
internal static unsafe class AxisTransforms
{
    /// <summary>Inputs of F(4, 3): 6 to 6 (Bᵀd).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputOfFour(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> d0 = At(from, 0, step), d1 = At(from, 1, step), d2 = At(from, 2, step);
        Vector512<float> d3 = At(from, 3, step), d4 = At(from, 4, step), d5 = At(from, 5, step);
        Vector512<float> four = Vector512.Create(4f), five = Vector512.Create(-5f);
        Vector512<float> even = Vector512.FusedMultiplyAdd(-four, d2, d4), odd = Vector512.FusedMultiplyAdd(-four, d1, d3);
        Vector512<float> half = d4 - d2, twice = (d3 - d1) + (d3 - d1);
        Put(Vector512.FusedMultiplyAdd(four, d0, Vector512.FusedMultiplyAdd(five, d2, d4)), to, 0, toStep);
        Put(even + odd, to, 1, toStep);
        Put(even - odd, to, 2, toStep);
        Put(half + twice, to, 3, toStep);
        Put(half - twice, to, 4, toStep);
        Put(Vector512.FusedMultiplyAdd(four, d1, Vector512.FusedMultiplyAdd(five, d3, d5)), to, 5, toStep);
    }

    /// <summary>Inputs of F(2, 3): 4 to 4 (Bᵀd).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputOfTwo(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> d0 = At(from, 0, step), d1 = At(from, 1, step), d2 = At(from, 2, step), d3 = At(from, 3, step);
        Put(d0 - d2, to, 0, toStep);
        Put(d1 + d2, to, 1, toStep);
        Put(d2 - d1, to, 2, toStep);
        Put(d1 - d3, to, 3, toStep);
    }

    /// <summary>Outputs of F(4, 3): 6 to 4 (Aᵀm).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputOfFour(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> m0 = At(from, 0, step), m1 = At(from, 1, step), m2 = At(from, 2, step);
        Vector512<float> m3 = At(from, 3, step), m4 = At(from, 4, step), m5 = At(from, 5, step);
        Vector512<float> sum = m1 + m2, difference = m1 - m2, outerSum = m3 + m4, outerDifference = m3 - m4;
        Put(m0 + sum + outerSum, to, 0, toStep);
        Put(Vector512.FusedMultiplyAdd(Vector512.Create(2f), outerDifference, difference), to, 1, toStep);
        Put(Vector512.FusedMultiplyAdd(Vector512.Create(4f), outerSum, sum), to, 2, toStep);
        Put(Vector512.FusedMultiplyAdd(Vector512.Create(8f), outerDifference, difference) + m5, to, 3, toStep);
    }

    /// <summary>Outputs of F(2, 3): 4 to 2 (Aᵀm).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputOfTwo(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> m0 = At(from, 0, step), m1 = At(from, 1, step), m2 = At(from, 2, step), m3 = At(from, 3, step);
        Put(m0 + m1 + m2, to, 0, toStep);
        Put(m1 - m2 - m3, to, 1, toStep);
    }

    /// <summary>Gradients of the outputs of F(4, 3): 4 to 6 (A dy).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GradientOfFour(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> y0 = At(from, 0, step), y1 = At(from, 1, step), y2 = At(from, 2, step), y3 = At(from, 3, step);
        Vector512<float> two = Vector512.Create(2f), four = Vector512.Create(4f);
        Vector512<float> even = y0 + y2, odd = y1 + y3;
        Vector512<float> outerEven = Vector512.FusedMultiplyAdd(four, y2, y0), outerOdd = two * Vector512.FusedMultiplyAdd(four, y3, y1);
        Put(y0, to, 0, toStep);
        Put(even + odd, to, 1, toStep);
        Put(even - odd, to, 2, toStep);
        Put(outerEven + outerOdd, to, 3, toStep);
        Put(outerEven - outerOdd, to, 4, toStep);
        Put(y3, to, 5, toStep);
    }

    /// <summary>Gradients of the outputs of F(2, 3): 2 to 4 (A dy).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GradientOfTwo(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> y0 = At(from, 0, step), y1 = At(from, 1, step);
        Put(y0, to, 0, toStep);
        Put(y0 + y1, to, 1, toStep);
        Put(y0 - y1, to, 2, toStep);
        Put(-y1, to, 3, toStep);
    }

    /// <summary>Weights of F(4, 3): 3 to 6 (G g).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightsOfFour(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> g0 = At(from, 0, step), g1 = At(from, 1, step), g2 = At(from, 2, step);
        Vector512<float> inner = (g0 + g2) * (-1f / 6), middle = g1 * (-1f / 6);
        Vector512<float> outer = g0 * (1f / 24) + g2 * (1f / 6), side = g1 * (1f / 12);
        Put(g0 * 0.25f, to, 0, toStep);
        Put(inner + middle, to, 1, toStep);
        Put(inner - middle, to, 2, toStep);
        Put(outer + side, to, 3, toStep);
        Put(outer - side, to, 4, toStep);
        Put(g2, to, 5, toStep);
    }

    /// <summary>Weights of F(2, 3): 3 to 4 (G g).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightsOfTwo(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> g0 = At(from, 0, step), g1 = At(from, 1, step), g2 = At(from, 2, step);
        Vector512<float> ends = (g0 + g2) * 0.5f, middle = g1 * 0.5f;
        Put(g0, to, 0, toStep);
        Put(ends + middle, to, 1, toStep);
        Put(ends - middle, to, 2, toStep);
        Put(g2, to, 3, toStep);
    }

    /// <summary>Gradients of the weights of F(4, 3): 6 to 3 (Gᵀ dU).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradientOfFour(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> u0 = At(from, 0, step), u1 = At(from, 1, step), u2 = At(from, 2, step);
        Vector512<float> u3 = At(from, 3, step), u4 = At(from, 4, step), u5 = At(from, 5, step);
        Vector512<float> inner = (u1 + u2) * (-1f / 6), outer = u3 + u4;
        Put(u0 * 0.25f + inner + outer * (1f / 24), to, 0, toStep);
        Put((u2 - u1) * (1f / 6) + (u3 - u4) * (1f / 12), to, 1, toStep);
        Put(inner + outer * (1f / 6) + u5, to, 2, toStep);
    }

    /// <summary>Gradients of the weights of F(2, 3): 4 to 3 (Gᵀ dU).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradientOfTwo(float* from, nint step, float* to, nint toStep)
    {
        Vector512<float> u0 = At(from, 0, step), u1 = At(from, 1, step), u2 = At(from, 2, step), u3 = At(from, 3, step);
        Vector512<float> inner = (u1 + u2) * 0.5f;
        Put(u0 + inner, to, 0, toStep);
        Put((u1 - u2) * 0.5f, to, 1, toStep);
        Put(inner + u3, to, 2, toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(float* from, nint index, nint step) => Vector512.Load(from + index * step);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> value, float* to, nint index, nint step) => value.Store(to + index * step);
}
