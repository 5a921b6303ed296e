using System.Diagnostics;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using TorchSharp;
using Vesalius.Benchmarks;
using Vesalius.Benchmarks.Operations;
using Vesalius.Learning.Losses;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Networks.Native;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Training;
using static TorchSharp.torch;

// The operations of imaging: BenchmarkDotNet's classes, or our side of bench/operations.sh.
switch (args)
{
    case ["benchmarks", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(OperationBenchmarks).Assembly)
            .Run(rest, DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance)));
        return;
    case ["inputs", var folder]:
        SideBySide.WriteInputs(folder);
        return;
    case ["time", var row, var folder]:
        SideBySide.Time(row, folder);
        return;
    case ["table", var lines]:
        Console.Write(ResultTable.Of(File.ReadLines(lines)));
        return;
}

// One training step and one forward of the same 3-D U-Net. "plain" is TorchSharp in fp32 with the default allocator.
string variant = args.Length > 0 ? args[0] : "ours";
int[] features = [16, 32, 64, 128];
if (variant == "roof")
{
    Roof();
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
