using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Vesalius.Benchmarks;
using Vesalius.Benchmarks.Operations;
using Vesalius.Learning.Networks.Native;

// "classes …" runs the BenchmarkDotNet classes; everything else is our side of one of the scripts in bench/, which name it.
switch (args)
{
    case ["classes", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(OperationBenchmarks).Assembly)
            .Run(rest, rest.Contains("--job") ? DefaultConfig.Instance
                : DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance)));
        break;
    case ["inputs", var folder]:
        SideBySide.WriteInputs(folder);
        break;
    case ["time", var row, var folder]:
        SideBySide.Time(row, folder);
        break;
    case ["table", var lines]:
        Console.Write(ResultTable.Of(File.ReadLines(lines)));
        break;
    case ["augmentation"]:
        AugmentationTimes.Print();
        break;
    case ["loop", var variant]:
        TrainingLoopTimes.Print(variant);
        break;
    case ["evaluation"]:
        EvaluationTimes.Print();
        break;
    case ["scene", var folder]:
        EvaluationTimes.Write(folder);
        break;
    case ["memory", .. var rest]:
        MemoryPeak.Run(rest);
        break;
    case ["nnunet", var folder]:
        MemoryTuning.EnsureApplied();
        NnUnetComparison.Run(folder);
        break;
    case ["prediction", var folder, var precision]:
        PredictionTimes.Run(folder, precision);
        break;
    case ["export", var classes, var depth]:
        ExportTimes.Run(classes, depth);
        break;
    case ["totalsegmentator", var folder]:
        MemoryTuning.EnsureApplied();
        TotalSegmentatorComparison.Run(folder);
        break;
    default:
        UNetTimes.Print(args is [var one] ? one : "ours");
        break;
}
