using System.CommandLine;
using System.CommandLine.Invocation;
using Vesalius.Cli.Verbs;

namespace Vesalius.Cli.Hosting;

/// <summary>The command line as a whole: all verbs, understood and run, every error told in one line.</summary>
internal static class CommandLine
{
    /// <summary>All verbs under the root command.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Vesalius: medical image segmentation. Learn from a folder of scans and masks, segment, evaluate, measure.")
        {
            GlobalOptions.Json,
            GlobalOptions.Quiet,
            GlobalOptions.Verbose,
            InspectVerb.Create(),
            ConvertVerb.Create(),
            DemoVerb.Create(),
            EvaluateVerb.Create(),
            TrainVerb.Create(),
            PredictVerb.Create(),
            CalibrateVerb.Create(),
            PlanVerb.Create(),
            MeasureVerb.Create(),
            TrackVerb.Create(),
            MarginVerb.Create(),
            DetectVerb.Create(),
            ReportVerb.Create(),
            DeidentifyVerb.Create(),
            ImportVerb.Create(),
            ExportVerb.Create(),
            CompletionVerb.Create(),
        };
        return root;
    }

    /// <summary>Understands the arguments, runs the verb, and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments, Streams streams, CancellationToken cancellation)
    {
        // A path may start with '@': no response files.
        ParseResult parsed = Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var host = new Host(streams)
        {
            IsJson = parsed.GetValue(GlobalOptions.Json),
            IsQuiet = parsed.GetValue(GlobalOptions.Quiet),
            IsVerbose = parsed.GetValue(GlobalOptions.Verbose),
        };
        try
        {
            return parsed.Action switch
            {
                VerbAction when UsageError.UnknownOption(parsed) is not null => UsageError.Tell(parsed, host),
                VerbAction verb => verb.Invoke(parsed, host, cancellation),
                ParseErrorAction => UsageError.Tell(parsed, host),
                _ => parsed.Invoke(new InvocationConfiguration { Output = streams.Out, Error = streams.Error, EnableDefaultExceptionHandler = false }),
            };
        }
        catch (Exception error)
        {
            host.Fail(error);
            return cancellation.IsCancellationRequested ? ExitCode.Interrupted : ErrorMapping.CodeOf(error);
        }
    }
}
