using System.Runtime.Intrinsics;
using Vesalius.Learning.Networks.Native;
using static TorchSharp.torch;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>The weights of a convolution, one matrix of input by output channels per frequency.</summary>
internal sealed unsafe class FrequencyWeights : IDisposable
{
    private const int Lanes = 16;
    private const int Plane = TileGrid.InputSide * TileGrid.InputSide;
    private KernelMemory? memory;
    private readonly int frequencies;
    private readonly int inputs;

    private FrequencyWeights(int kernelDepth, int inputs, int outputs)
    {
        frequencies = FrequenciesOf(kernelDepth);
        this.inputs = inputs;
        GroupBlocks = outputs % (2 * Lanes) == 0 ? 2 : 1;
        Groups = outputs / (GroupBlocks * Lanes);
        memory = KernelMemory.Rent((long)frequencies * inputs * outputs);
    }

    /// <summary>Blocks of 16 output channels that are computed together: 2, or 1 where their number is odd.</summary>
    public int GroupBlocks { get; }

    /// <summary>Groups of output channels.</summary>
    public int Groups { get; }

    /// <summary>The weights for going forward.</summary>
    /// <param name="weight">[outputs, inputs, (1 or 3,) 3, 3], float32; channels are multiples of 16.</param>
    public static FrequencyWeights Forward(Tensor weight) => Of(weight.permute(TapsFirst(weight.ndim, 1, 0)));

    /// <summary>The weights for the gradient of the input: taps turned around, inputs and outputs exchanged.</summary>
    public static FrequencyWeights Backward(Tensor weight)
    {
        long[] taps = [.. Enumerable.Range(2, (int)weight.ndim - 2)];
        return Of(weight.flip(taps).permute(TapsFirst(weight.ndim, 0, 1)));
    }

    /// <summary>The matrix of a frequency for a group of outputs: for each input channel, the group's outputs.</summary>
    public float* Matrix(int group, int frequency) =>
        memory!.Floats + ((long)group * frequencies + frequency) * inputs * GroupBlocks * Lanes;

    /// <summary>The gradient of the weights from that of their frequencies.</summary>
    /// <param name="gradient">[frequency][input][output].</param>
    /// <param name="like">The weights, for the shape.</param>
    public static Tensor Gradient(float* gradient, Tensor like)
    {
        long[] shape = like.shape;
        int rank = shape.Length, outputs = (int)shape[0], inputs = (int)shape[1], depth = rank == 5 ? (int)shape[2] : 1;
        Tensor taps = empty([depth * 9, inputs, outputs]);
        var to = TensorMemory.Address(taps);
        int matrix = inputs * outputs;
        System.Threading.Tasks.Parallel.For(0, inputs, input =>
        {
            float* scratch = stackalloc float[(Plane * 4 + 18 * 4) * Lanes];
            for (int output = 0; output < outputs; output += Lanes)
            {
                nint at = (nint)input * outputs + output;
                float* source = gradient + at, target = (float*)to + at;
                nint step = matrix;
                if (depth == 3)
                {
                    for (int plane = 0; plane < Plane; plane++)
                    {
                        AxisTransforms.WeightGradientOfTwo(source + plane * step, Plane * step, scratch + plane * Lanes, Plane * Lanes);
                    }

                    source = scratch;
                    step = Lanes;
                }

                float* rows = scratch + Plane * 4 * Lanes;
                for (int z = 0; z < depth; z++)
                {
                    for (int x = 0; x < 6; x++)
                    {
                        AxisTransforms.WeightGradientOfFour(source + (z * Plane + x) * step, 6 * step, rows + x * Lanes, 6 * Lanes);
                    }

                    for (int y = 0; y < 3; y++)
                    {
                        AxisTransforms.WeightGradientOfFour(rows + y * 6 * Lanes, Lanes, target + (z * 9 + y * 3) * (nint)matrix, matrix);
                    }
                }
            }
        });

        Tensor shaped = taps.view([.. shape[2..], inputs, outputs]);
        return rank == 5 ? shaped.permute(4, 3, 0, 1, 2) : shaped.permute(3, 2, 0, 1);
    }

    /// <summary>Frequencies of a kernel of the given depth.</summary>
    public static int FrequenciesOf(int kernelDepth) => (kernelDepth == 3 ? 4 : 1) * Plane;

    /// <summary>Gives the memory back, once: modules are disposed of by themselves and by those that hold them.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref memory, null) is { } rented)
        {
            KernelMemory.Return(rented);
        }
    }

    private static long[] TapsFirst(long rank, long rows, long columns) =>
        rank == 5 ? [2, 3, 4, rows, columns] : [2, 3, rows, columns];

    // taps: [(depth,) 3, 3, inputs, outputs].
    private static FrequencyWeights Of(Tensor view)
    {
        using Tensor taps = view.contiguous();
        long[] shape = taps.shape;
        int depth = shape.Length == 5 ? (int)shape[0] : 1, inputs = (int)shape[^2], outputs = (int)shape[^1];
        var weights = new FrequencyWeights(depth, inputs, outputs);
        nint from = TensorMemory.Address(taps);
        System.Threading.Tasks.Parallel.For(0, inputs, input =>
        {
            float* scratch = stackalloc float[(18 + 3 * Plane) * Lanes];
            for (int output = 0; output < outputs; output += Lanes)
            {
                weights.Transform((float*)from, (input, output), outputs, scratch, depth);
            }
        });
        GC.KeepAlive(taps);
        return weights;
    }

    private void Transform(float* taps, (int Input, int Output) at, int outputs, float* scratch, int depth)
    {
        int group = at.Output / (GroupBlocks * Lanes), width = GroupBlocks * Lanes;
        float* target = Matrix(group, 0) + at.Input * width + at.Output % width;
        nint step = (nint)inputs * width, tap = (nint)inputs * outputs;
        float* source = taps + (nint)at.Input * outputs + at.Output, planes = scratch + 18 * Lanes;
        for (int z = 0; z < depth; z++)
        {
            for (int y = 0; y < 3; y++)
            {
                AxisTransforms.WeightsOfFour(source + (z * 9 + y * 3) * tap, tap, scratch + y * 6 * Lanes, Lanes);
            }

            float* plane = depth == 3 ? planes + z * Plane * Lanes : target;
            nint columns = depth == 3 ? Lanes : step;
            for (int x = 0; x < 6; x++)
            {
                AxisTransforms.WeightsOfFour(scratch + x * Lanes, 6 * Lanes, plane + x * columns, 6 * columns);
            }
        }

        for (int plane = 0; depth == 3 && plane < Plane; plane++)
        {
            AxisTransforms.WeightsOfTwo(planes + plane * Lanes, Plane * Lanes, target + plane * step, Plane * step);
        }
    }
}
