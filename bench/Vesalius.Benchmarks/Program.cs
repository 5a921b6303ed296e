using System.Diagnostics;
using TorchSharp;
using Vesalius.Benchmarks;
using Vesalius.Learning.Losses;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Networks.Winograd;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;
using static TorchSharp.torch;

// One training step and one forward of the same 3-D U-Net. "plain" is TorchSharp in fp32 with the default allocator.
string variant = args.Length > 0 ? args[0] : "ours";
int[] features = [16, 32, 64, 128];
if (variant == "roof")
{
    Roof();
    return;
}

if (variant == "memory")
{
    MemoryPeak.Run(args[1..]);
    return;
}

if (variant == "nnunet")
{
    MemoryTuning.EnsureApplied();
    NnUnetComparison.Run(args[1]);
    return;
}

if (variant == "convolutions")
{
    MemoryTuning.EnsureApplied();
    Convolutions();
    return;
}

if (variant != "plain")
{
    MemoryTuning.EnsureApplied();
}

set_num_threads(Environment.ProcessorCount);
random.manual_seed(1);
Tensor images = randn([4, 1, 40, 56, 40]), classes = randint(0, 3, [4, 40, 56, 40]);
Func<Tensor, Tensor> forward;
Action learn;
UNetModule? ours = null;
if (variant == "plain")
{
    var peer = new PlainUNet(features, 3);
    optim.Optimizer optimizer = optim.AdamW(peer.Parameters, 1e-3);
    forward = peer.Forward;
    learn = () =>
    {
        optimizer.zero_grad();
        nn.functional.cross_entropy(forward(images), classes).backward();
        optimizer.step();
    };
}
else
{
    var plan = new NetworkPlan
    {
        Features = features,
        Strides = [[1, 1, 1], [2, 2, 2], [2, 2, 2], [2, 2, 2]],
        Kernels = [[3, 3, 3], [3, 3, 3], [3, 3, 3], [3, 3, 3]],
        EncoderBlocks = [2, 2, 2, 2],
        DecoderBlocks = [2, 2, 2],
    };
    ScalarType type = variant == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32;
    ours = new UNetModule(plan, 3, 1, 3);
    var update = new WeightUpdate(ours, new TrainingPlan
    {
        Budget = new TrainingBudget.OfEpochs(1), Optimizer = Optimizer.AdamW(), GradientClip = double.PositiveInfinity, AveragingDecay = 0,
    });
    forward = x => ours.forward(x.to_type(type))[0];
    learn = () =>
    {
        LossFunction.Compute(Loss.CategoricalCrossEntropy, forward(images), classes).backward();
        update.Step(1e-3);
    };
}

void Step()
{
    using IDisposable scope = NewDisposeScope();
    learn();
}

void Infer()
{
    using IDisposable scope = NewDisposeScope();
    using var noGrad = no_grad();
    forward(images);
}

double step = Median(Step, 9);
if (ours is not null)
{
    ours.eval();
    ours.Prepare(variant == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32);
}

Console.WriteLine($"{variant}: step {step:0} ms, forward {Median(Infer, 9):0} ms");

// What the processor can do at most: a large matrix product in each precision.
static void Roof()
{
    foreach (ScalarType type in (ScalarType[])[ScalarType.Float32, ScalarType.BFloat16])
    {
        const int Size = 2048;
        Tensor a = randn([Size, Size]).to_type(type), b = randn([Size, Size]).to_type(type);
        double milliseconds = Median(() => a.mm(b).Dispose(), 9);
        Console.WriteLine($"roof {type}: {2.0 * Size * Size * Size / milliseconds / 1e6:0} GFLOP/s");
    }
}

// Each convolution of that U-Net alone: the library's against Winograd's algorithm.
static void Convolutions()
{
    (long Inputs, long Outputs, long[] Size)[] layers =
    [
        (16, 16, [40, 56, 40]), (32, 16, [40, 56, 40]), (32, 32, [20, 28, 20]), (64, 32, [20, 28, 20]), (64, 64, [10, 14, 10]),
        (128, 64, [10, 14, 10]), (128, 128, [5, 7, 5]),
    ];
    foreach ((long inputs, long outputs, long[] size) in layers)
    {
        Tensor x = ChannelsLast.Of(randn([4, inputs, .. size])), w = ChannelsLast.Of(randn([outputs, inputs, 3, 3, 3])) * 0.01;
        Tensor gradient = ChannelsLast.Of(randn([4, outputs, .. size]));
        double work = 2e-6 * 27 * inputs * outputs * 4 * size.Aggregate((a, b) => a * b);
        (double forward, double step) library = Time(x, w, gradient, (i, k) => nn.functional.conv3d(i, k, padding: [1, 1, 1]));
        (double forward, double step) winograd = Time(x, w, gradient, (i, k) => WinogradConvolution.Run(i, null, k, null));
        Console.WriteLine($"{inputs,3} -> {outputs,3} {string.Join('x', size),-9}: library {library.forward:0.0} + {library.step:0.0} ms "
            + $"({work / library.forward:0} GFLOP/s), Winograd {winograd.forward:0.0} + {winograd.step:0.0} ms ({work / winograd.forward:0} GFLOP/s)");
    }

    static (double Forward, double Backward) Time(Tensor x, Tensor w, Tensor gradient, Func<Tensor, Tensor, Tensor> convolution)
    {
        double forward = Median(() =>
        {
            using IDisposable scope = NewDisposeScope();
            using var noGrad = no_grad();
            convolution(x, w);
        }, 25);
        double both = Median(() =>
        {
            using IDisposable scope = NewDisposeScope();
            Tensor image = x.detach().requires_grad_(true), weight = w.detach().requires_grad_(true);
            convolution(image, weight).backward([gradient]);
        }, 25);
        return (forward, both - forward);
    }
}

static double Median(Action action, int repeats)
{
    for (int warmUp = 0; warmUp < 15; warmUp++)
    {
        action();
    }

    double[] times = new double[repeats];
    for (int i = 0; i < repeats; i++)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    Array.Sort(times);
    return times[repeats / 2];
}
