using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>What coder and decoder of a scan know alike: parameters, classes of gradients, contexts.</summary>
internal sealed class JpegLsModel
{
    private const int Contexts = 365;
    private readonly sbyte[] classes;
    private readonly int zero;
    private readonly JpegLsContext[] contexts = new JpegLsContext[Contexts];

    public JpegLsModel(JpegLsParameters parameters)
    {
        Parameters = parameters;
        zero = parameters.MaxValue;
        classes = Classify(parameters);
        RunContexts = [];
        Restart();
    }

    public JpegLsParameters Parameters { get; }

    /// <summary>The logarithm of how many samples one bit stands for, growing with the run (ISO/IEC 14495-1, A.2.1).</summary>
    public static ReadOnlySpan<byte> RunLengths =>
        [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>The contexts of samples that end a run: where the neighbours differ, and where they are equal.</summary>
    public JpegLsRunContext[] RunContexts { get; private set; }

    /// <summary>The first of the contexts of single samples.</summary>
    public ref JpegLsContext FirstContext => ref MemoryMarshal.GetArrayDataReference(contexts);

    /// <summary>The class of the gradient 0: gradients are counted from here.</summary>
    public ref sbyte Flat => ref classes[zero];

    /// <summary>Forgets all that was learned.</summary>
    public void Restart()
    {
        int magnitude = Math.Max(2, (Parameters.Range + 32) / 64);
        Array.Fill(contexts, new JpegLsContext { Magnitude = magnitude, Count = 1 });
        RunContexts = [new JpegLsRunContext(0, magnitude), new JpegLsRunContext(1, magnitude)];
    }

    /// <summary>The prediction from the samples to the left, above, and above to the left: the median of a, b and a + b − c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Predict(int left, int above, int corner)
    {
        int least = Math.Min(left, above), most = Math.Max(left, above);
        return Math.Clamp(left + above - corner, least, most);
    }

    /// <summary>The neighbourhood's context, signed: −364 to 364; 0 where all gradients are flat.</summary>
    /// <param name="flat"><see cref="Flat"/>.</param>
    /// <param name="row">The row above: corner, above, and the one after.</param>
    /// <param name="left">The sample to the left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Neighbourhood(ref sbyte flat, (int Corner, int Above, int Next) row, int left) =>
        81 * Unsafe.Add(ref flat, row.Next - row.Above)
        + 9 * Unsafe.Add(ref flat, row.Above - row.Corner)
        + Unsafe.Add(ref flat, row.Corner - left);

    /// <summary>A sample from its prediction and a quantised error: errors are numbers modulo the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Reconstruct(int prediction, int error)
    {
        JpegLsParameters parameters = Parameters;
        int value = prediction + error * parameters.Step;
        if (value < -parameters.Near)
        {
            value += parameters.Range * parameters.Step;
        }
        else if (value > parameters.MaxValue + parameters.Near)
        {
            value -= parameters.Range * parameters.Step;
        }

        return Math.Clamp(value, 0, parameters.MaxValue);
    }

    /// <summary>The class of each gradient from −MaxValue to MaxValue (ISO/IEC 14495-1, A.3.3).</summary>
    private static sbyte[] Classify(JpegLsParameters parameters)
    {
        int most = parameters.MaxValue;
        (int t1, int t2, int t3) = parameters.Thresholds;
        var classes = new sbyte[2 * most + 1];
        ReadOnlySpan<int> ends = [-t3 + 1, -t2 + 1, -t1 + 1, -parameters.Near, parameters.Near + 1, t1, t2, t3, most + 1];
        int from = -most;
        for (int i = 0; i < ends.Length; i++)
        {
            int end = Math.Clamp(ends[i], from, most + 1);
            classes.AsSpan(from + most, end - from).Fill((sbyte)(i - 4));
            from = end;
        }

        return classes;
    }
}
