using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>
/// The matrix products within one frequency. Activations lie in blocks of 16 channels, [block][tile][16], so that every row of a block is
/// 64 bytes from the next; sums stay in registers, 16 vectors at a time.
/// </summary>
internal static unsafe class FrequencyProduct
{
    private const int Lanes = 16;

    /// <summary>8 tiles by 32 outputs: c = Σ over channels of a·b.</summary>
    /// <param name="a">The first tile in the first block.</param>
    /// <param name="blockStep">Floats between blocks.</param>
    /// <param name="blocks">Blocks of 16 input channels.</param>
    /// <param name="b">Weights, 32 outputs for each input channel.</param>
    /// <param name="c">Sums of 16 outputs per tile; the next 16 outputs lie <paramref name="cStep"/> floats on.</param>
    /// <param name="cStep">Floats between the two halves of the outputs.</param>
    public static void EightByThirtyTwo(float* a, nint blockStep, int blocks, float* b, float* c, nint cStep)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        Vector512<float> t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default, t6 = default, t7 = default;
        for (int block = 0; block < blocks; block++, a += blockStep)
        {
            float* end = a + Lanes;
            for (float* p = a; p < end; p++, b += 2 * Lanes)
            {
                Vector512<float> b0 = Vector512.Load(b), b1 = Vector512.Load(b + Lanes);
                Vector512<float> v = Vector512.Create(p[0]);
                s0 = Vector512.FusedMultiplyAdd(v, b0, s0);
                t0 = Vector512.FusedMultiplyAdd(v, b1, t0);
                v = Vector512.Create(p[16]);
                s1 = Vector512.FusedMultiplyAdd(v, b0, s1);
                t1 = Vector512.FusedMultiplyAdd(v, b1, t1);
                v = Vector512.Create(p[32]);
                s2 = Vector512.FusedMultiplyAdd(v, b0, s2);
                t2 = Vector512.FusedMultiplyAdd(v, b1, t2);
                v = Vector512.Create(p[48]);
                s3 = Vector512.FusedMultiplyAdd(v, b0, s3);
                t3 = Vector512.FusedMultiplyAdd(v, b1, t3);
                v = Vector512.Create(p[64]);
                s4 = Vector512.FusedMultiplyAdd(v, b0, s4);
                t4 = Vector512.FusedMultiplyAdd(v, b1, t4);
                v = Vector512.Create(p[80]);
                s5 = Vector512.FusedMultiplyAdd(v, b0, s5);
                t5 = Vector512.FusedMultiplyAdd(v, b1, t5);
                v = Vector512.Create(p[96]);
                s6 = Vector512.FusedMultiplyAdd(v, b0, s6);
                t6 = Vector512.FusedMultiplyAdd(v, b1, t6);
                v = Vector512.Create(p[112]);
                s7 = Vector512.FusedMultiplyAdd(v, b0, s7);
                t7 = Vector512.FusedMultiplyAdd(v, b1, t7);
            }
        }

        Store8(c, Lanes, s0, s1, s2, s3, s4, s5, s6, s7);
        Store8(c + cStep, Lanes, t0, t1, t2, t3, t4, t5, t6, t7);
    }

    /// <summary>16 tiles by 16 outputs, otherwise as <see cref="EightByThirtyTwo"/>.</summary>
    public static void SixteenBySixteen(float* a, nint blockStep, int blocks, float* b, float* c)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        Vector512<float> t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default, t6 = default, t7 = default;
        for (int block = 0; block < blocks; block++, a += blockStep)
        {
            float* end = a + Lanes;
            for (float* p = a; p < end; p++, b += Lanes)
            {
                Vector512<float> w = Vector512.Load(b);
                s0 = Vector512.FusedMultiplyAdd(Vector512.Create(p[0]), w, s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.Create(p[16]), w, s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.Create(p[32]), w, s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.Create(p[48]), w, s3);
                s4 = Vector512.FusedMultiplyAdd(Vector512.Create(p[64]), w, s4);
                s5 = Vector512.FusedMultiplyAdd(Vector512.Create(p[80]), w, s5);
                s6 = Vector512.FusedMultiplyAdd(Vector512.Create(p[96]), w, s6);
                s7 = Vector512.FusedMultiplyAdd(Vector512.Create(p[112]), w, s7);
                t0 = Vector512.FusedMultiplyAdd(Vector512.Create(p[128]), w, t0);
                t1 = Vector512.FusedMultiplyAdd(Vector512.Create(p[144]), w, t1);
                t2 = Vector512.FusedMultiplyAdd(Vector512.Create(p[160]), w, t2);
                t3 = Vector512.FusedMultiplyAdd(Vector512.Create(p[176]), w, t3);
                t4 = Vector512.FusedMultiplyAdd(Vector512.Create(p[192]), w, t4);
                t5 = Vector512.FusedMultiplyAdd(Vector512.Create(p[208]), w, t5);
                t6 = Vector512.FusedMultiplyAdd(Vector512.Create(p[224]), w, t6);
                t7 = Vector512.FusedMultiplyAdd(Vector512.Create(p[240]), w, t7);
            }
        }

        Store8(c, Lanes, s0, s1, s2, s3, s4, s5, s6, s7);
        Store8(c + 8 * Lanes, Lanes, t0, t1, t2, t3, t4, t5, t6, t7);
    }

    /// <summary>16 input channels by 16 outputs of a weight gradient, added to what is there: c += Σ over tiles of a·b.</summary>
    /// <param name="a">A block of input channels, [tile][16].</param>
    /// <param name="b">A block of output channels, [tile][16].</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="c">16 rows (input channels) of 16 outputs.</param>
    /// <param name="cStep">Floats between rows.</param>
    public static void AddGradient(float* a, float* b, int tiles, float* c, nint cStep)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        Vector512<float> t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default, t6 = default, t7 = default;
        float* end = a + (nint)tiles * Lanes;
        for (; a < end; a += Lanes, b += Lanes)
        {
            Vector512<float> g = Vector512.Load(b);
            s0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), g, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[1]), g, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2]), g, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[3]), g, s3);
            s4 = Vector512.FusedMultiplyAdd(Vector512.Create(a[4]), g, s4);
            s5 = Vector512.FusedMultiplyAdd(Vector512.Create(a[5]), g, s5);
            s6 = Vector512.FusedMultiplyAdd(Vector512.Create(a[6]), g, s6);
            s7 = Vector512.FusedMultiplyAdd(Vector512.Create(a[7]), g, s7);
            t0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[8]), g, t0);
            t1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[9]), g, t1);
            t2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[10]), g, t2);
            t3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[11]), g, t3);
            t4 = Vector512.FusedMultiplyAdd(Vector512.Create(a[12]), g, t4);
            t5 = Vector512.FusedMultiplyAdd(Vector512.Create(a[13]), g, t5);
            t6 = Vector512.FusedMultiplyAdd(Vector512.Create(a[14]), g, t6);
            t7 = Vector512.FusedMultiplyAdd(Vector512.Create(a[15]), g, t7);
        }

        Add8(c, cStep, s0, s1, s2, s3, s4, s5, s6, s7);
        Add8(c + 8 * cStep, cStep, t0, t1, t2, t3, t4, t5, t6, t7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store8(
        float* c, nint step, Vector512<float> r0, Vector512<float> r1, Vector512<float> r2, Vector512<float> r3,
        Vector512<float> r4, Vector512<float> r5, Vector512<float> r6, Vector512<float> r7)
    {
        r0.Store(c);
        r1.Store(c + step);
        r2.Store(c + 2 * step);
        r3.Store(c + 3 * step);
        r4.Store(c + 4 * step);
        r5.Store(c + 5 * step);
        r6.Store(c + 6 * step);
        r7.Store(c + 7 * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add8(
        float* c, nint step, Vector512<float> r0, Vector512<float> r1, Vector512<float> r2, Vector512<float> r3,
        Vector512<float> r4, Vector512<float> r5, Vector512<float> r6, Vector512<float> r7) =>
        Store8(c, step,
            r0 + Vector512.Load(c), r1 + Vector512.Load(c + step), r2 + Vector512.Load(c + 2 * step), r3 + Vector512.Load(c + 3 * step),
            r4 + Vector512.Load(c + 4 * step), r5 + Vector512.Load(c + 5 * step), r6 + Vector512.Load(c + 6 * step),
            r7 + Vector512.Load(c + 7 * step));
}
