using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Segmentation;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Cli.Verbs;

/// <summary><c>predict MODEL INPUT --output OUTPUT</c>: segment one scan or a folder of them.</summary>
internal static class PredictVerb
{
    private static readonly Argument<string> Model = new("model") { Description = "The folder that 'train' wrote." };

    private static readonly Argument<string> Input = new("input") { Description = "A scan, or a folder of scans." };

    private static readonly Option<string> Output = new("--output", "-o") { Description = "The file to write, or for a folder of scans the folder.", Required = true };

    private static readonly Option<bool> Probabilities = new("--probabilities") { Description = "Also write the probability of each structure, as STEM_NAME.nii.gz." };

    private static readonly Option<bool> Uncertainty = new("--uncertainty")
    {
        Description = "Also write how uncertain each voxel is (entropy in bits), as STEM_uncertainty.nii.gz.",
    };

    private static readonly Option<bool> Again = new("--again") { Description = "Segment again what an earlier run into this folder has done." };

    private static readonly Option<bool> Fast = new("--fast") { Description = "Looks coarsely first, then closely where structures are, with windows that overlap less: faster, a little less exact." };

    private static readonly Option<bool> Best = new("--best") { Description = "Windows that overlap more, mirrored where the plan allows: slower, a little more exact." };

    private static readonly Option<string?> Structures =
        new("--roi") { Description = "The structures that are wanted, by name, separated by commas; of joined models only those that find them are run." };

    private static readonly Option<bool> SkipAir = new("--skip-air") { Description = "CT: windows that see nothing but air are background." };

    private static readonly Option<Precision?> Format =
        new("--precision") { Description = "Number format of the network: float32 or bfloat16; that of the training unless given." };

    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads.", DefaultValueFactory = _ => Environment.ProcessorCount };

    private static readonly Option<long?> MaxMemory = OptionParsing.Bytes("--max-memory", "The most memory to take, such as 4GB; a scan that needs more is refused.");

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("predict", "Segment one scan or a folder of them.")
        {
            Model, Input, Output, Probabilities, Uncertainty, Fast, Best, Structures, SkipAir, Format, MaxMemory, Threads, Again,
        }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        string input = parsed.GetRequiredValue(Input), output = parsed.GetRequiredValue(Output);
        if (parsed.GetValue(Fast) && parsed.GetValue(Best))
        {
            throw Failure.Usage("--fast and --best are opposites; give one of them.");
        }

        if (parsed.GetValue(Probabilities) && parsed.GetValue(MaxMemory) is not null)
        {
            throw Failure.Usage("--probabilities keeps every class at every voxel, which --max-memory is there to avoid; give one of them.");
        }

        if (parsed.GetValue(Uncertainty) && parsed.GetValue(MaxMemory) is not null)
        {
            throw Failure.Usage("--uncertainty keeps a number for every voxel, which --max-memory does not count on; give one of them.");
        }

        if (parsed.GetValue(Threads) <= 0)
        {
            throw Failure.Usage("--threads takes a number above 0.");
        }

        var folder = new ModelFolder(parsed.GetRequiredValue(Model));
        SlidingWindowOptions options = OptionsOf(parsed, folder);
        using Segmenter segmenter = Segmenter.Load(folder, options);
        IReadOnlyList<ScanJob> scans = ScanJob.Find(input, output, segmenter.Plan.Channels.Count);
        var run = new CaseRun(new CaseSegmentation(segmenter, parsed.GetValue(Probabilities), parsed.GetValue(Uncertainty)), folder, options, host)
        {
            DoesAgain = parsed.GetValue(Again),
        };
        IReadOnlyList<CaseOutcome> outcomes = host.Follow("segmenting", progress => run.Segment(scans, progress, cancellation));
        host.WriteJson(new { Model = folder.Path, Cases = outcomes });
        int failed = outcomes.Count(one => one.Status == CaseStatus.Failed);
        host.Write($"{output}: {outcomes.Count(one => one.Output is not null)} of {scans.Count} scans segmented{Rest(outcomes)}");
        return ExitCode.OfCases(scans.Count - failed, failed, ExitCode.Unreadable);
    }

    private static string Rest(IReadOnlyList<CaseOutcome> outcomes)
    {
        int Count(Func<CaseOutcome, bool> which) => outcomes.Count(which);
        (int Count, string What)[] parts =
        [
            (Count(one => one.Status == CaseStatus.DoneBefore), "done before"),
            (Count(one => one.Status == CaseStatus.Elsewhere), "being done by another process"),
            (Count(one => one.Confidence is { Trusted: false }), "not to be trusted"),
        ];
        return string.Concat(parts.Where(part => part.Count > 0).Select(part => $", {part.Count} {part.What}"));
    }

    private static SlidingWindowOptions OptionsOf(ParseResult parsed, ModelFolder folder) => new()
    {
        Step = parsed.GetValue(Fast) ? 0.8 : parsed.GetValue(Best) ? 0.35 : folder.Step,
        Mirror = parsed.GetValue(Best),
        CoarseFirst = parsed.GetValue(Fast),
        SkipAir = parsed.GetValue(SkipAir),
        Structures = parsed.GetValue(Structures)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        Precision = parsed.GetValue(Format) ?? folder.Precision,
        MaxMemory = parsed.GetValue(MaxMemory),
        Threads = parsed.GetValue(Threads),
    };
}
