using System.Diagnostics;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Vesalius.Analysis.Benchmarks;

// "radiomics" prints medians side by side with the peers (bench/radiomics.sh); anything else is BenchmarkDotNet's own command line.
if (args is not ["radiomics"])
{
    BenchmarkSwitcher.FromAssembly(typeof(RadiomicsBenchmarks).Assembly).Run(args, args.Contains("--job") ? DefaultConfig.Instance
        : DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance)));
    return;
}

var radiomics = new RadiomicsBenchmarks();
Show("ibsi shape", radiomics.IbsiShape);
Show("ibsi morphology with scan", radiomics.IbsiMorphology);
Show("ibsi local peak", radiomics.IbsiPeak);
Show("pyradiomics shape", radiomics.PyRadiomicsShape);
Show("pyradiomics all", radiomics.PyRadiomicsAll);
Show("ibsi all", radiomics.IbsiAll);

static void Show(string name, Func<object> work)
{
    const int Repeats = 15;
    for (int warmUp = 0; warmUp < Repeats; warmUp++)
    {
        work();
    }

    double[] times = [.. Enumerable.Range(0, Repeats).Select(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }).Order()];
    Console.WriteLine($"vesalius {name}: {times[Repeats / 2]:0.0} ms (least {times[0]:0.0})");
}
