using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Segmentation;

using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Verbs;

/// <summary><c>predict MODEL INPUT --output OUTPUT</c>: segment one scan or a folder of them.</summary>
internal static class PredictVerb
{
    private static readonly Argument<string> Model = new("model") { Description = "The folder that 'train' wrote." };

    private static readonly Argument<string> Input = new("input") { Description = "A scan, or a folder of scans." };

    private static readonly Option<string> Output = new("--output", "-o") { Description = "The file to write, or for a folder of scans the folder.", Required = true };

    private static readonly Option<bool> Probabilities = new("--probabilities") { Description = "Also write the probability of each structure, as STEM_NAME.nii.gz." };

    private static readonly Option<bool> Fast = new("--fast") { Description = "Windows that overlap less: faster, a little less exact." };

    private static readonly Option<bool> Best = new("--best") { Description = "Windows that overlap more, mirrored where the plan allows: slower, a little more exact." };

    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads.", DefaultValueFactory = _ => Environment.ProcessorCount };

    private static readonly Option<long?> MaxMemory = OptionParsing.Bytes("--max-memory", "The most memory to take, such as 4GB; a scan that needs more is refused.");

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("predict", "Segment one scan or a folder of them.") { Model, Input, Output, Probabilities, Fast, Best, MaxMemory, Threads }.Runs(Run);

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

        if (parsed.GetValue(Threads) <= 0)
        {
            throw Failure.Usage("--threads takes a number above 0.");
        }

        var folder = new ModelFolder(parsed.GetRequiredValue(Model));
        using Segmenter segmenter = Segmenter.Load(folder, OptionsOf(parsed, folder));
        IReadOnlyList<ScanJob> scans = ScanJob.Find(input, output, segmenter.Plan.Channels.Count);
        var outcomes = host.Follow("segmenting", progress => Segment(parsed, host, segmenter, scans, progress, cancellation));
        host.WriteJson(new { Model = folder.Path, Cases = outcomes });
        int failed = outcomes.Count(one => one.Error is not null);
        host.Write($"{output}: {scans.Count - failed} of {scans.Count} scans segmented");
        return failed == 0 ? ExitCode.Done : failed == scans.Count ? ExitCode.Unreadable : ExitCode.Partial;
    }

    private static SlidingWindowOptions OptionsOf(ParseResult parsed, ModelFolder folder) => new()
    {
        Step = parsed.GetValue(Fast) ? 0.8 : parsed.GetValue(Best) ? 0.35 : 0.5,
        Mirror = parsed.GetValue(Best),
        Precision = folder.Precision,
        MaxMemory = parsed.GetValue(MaxMemory),
        Threads = parsed.GetValue(Threads),
    };

    private static List<Outcome> Segment(
        ParseResult parsed, Host host, Segmenter segmenter, IReadOnlyList<ScanJob> scans, Hosting.Progress progress, CancellationToken cancellation)
    {
        var outcomes = new List<Outcome>();
        foreach (ScanJob scan in scans)
        {
            try
            {
                string written = parsed.GetValue(Probabilities) ? WithProbabilities(segmenter, scan, cancellation) : LabelsOnly(segmenter, scan, cancellation);
                outcomes.Add(new Outcome(scan.Scan.Id, written, null));
            }
            catch (Exception problem) when (problem is VolumeFormatException or DatasetException or FileNotFoundException or ArgumentException)
            {
                host.TellError(ErrorMapping.MessageOf(problem));
                outcomes.Add(new Outcome(scan.Scan.Id, null, ErrorMapping.MessageOf(problem)));
            }

            progress.Report((double)outcomes.Count / scans.Count, scan.Scan.Id);
        }

        return outcomes;
    }

    private static string LabelsOnly(Segmenter segmenter, ScanJob scan, CancellationToken cancellation)
    {
        segmenter.ExpectMemoryFor(VolumeFile.Identify(scan.Scan.Paths[0]).Grid);
        return scan.Write(segmenter.Label(scan.Scan.Read, cancellation: cancellation), segmenter.Plan.Outputs);
    }

    private static string WithProbabilities(Segmenter segmenter, ScanJob scan, CancellationToken cancellation)
    {
        IReadOnlyList<Volume<float>> channels = scan.Scan.Read();
        Prediction prediction = segmenter.Segment(channels, cancellation: cancellation);
        string written = scan.Write(prediction.Labels, segmenter.Plan.Outputs);
        scan.WriteProbabilities(prediction, segmenter.Plan, channels[0].Grid);
        return written;
    }

    private sealed record Outcome(string Case, string? Output, string? Error);
}
