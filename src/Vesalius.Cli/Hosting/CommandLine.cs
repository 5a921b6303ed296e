using System.CommandLine;
using System.CommandLine.Invocation;
using Vesalius.Cli.Verbs;

namespace Vesalius.Cli.Hosting;

/// <summary>The command line as a whole: all verbs, understood and run, every error told in one line.</summary>
internal static class CommandLine
{
    private static readonly (string Name, Func<Command> Create)[] Verbs =
    [
        ("inspect", InspectVerb.Create),
        ("convert", ConvertVerb.Create),
        ("demo", DemoVerb.Create),
        ("evaluate", EvaluateVerb.Create),
        ("train", TrainVerb.Create),
        ("predict", PredictVerb.Create),
        ("calibrate", CalibrateVerb.Create),
        ("plan", PlanVerb.Create),
        ("measure", MeasureVerb.Create),
        ("track", TrackVerb.Create),
        ("margin", MarginVerb.Create),
        ("detect", DetectVerb.Create),
        ("report", ReportVerb.Create),
        ("deidentify", DeidentifyVerb.Create),
        ("import", ImportVerb.Create),
        ("export", ExportVerb.Create),
        ("completion", CompletionVerb.Create),
    ];

    /// <summary>The root command with all verbs.</summary>
    public static RootCommand Create() => Create(Verbs);

    /// <summary>
    /// The root command with the verb that is called, and with all verbs where none is: the options of verbs that are not asked for are a good
    /// part of the time to start. The completion of a shell asks for all.
    /// </summary>
    private static RootCommand CreateFor(IReadOnlyList<string> arguments) =>
        arguments is [not "completion" and var called, ..] && Array.Find(Verbs, verb => verb.Name == called) is { Name: not null } only
            ? Create([only]) : Create();

    private static RootCommand Create((string Name, Func<Command> Create)[] verbs)
    {
        var root = new RootCommand("Vesalius: medical image segmentation. Learn from a folder of scans and masks, segment, evaluate, measure.")
        {
            GlobalOptions.Json,
            GlobalOptions.Quiet,
            GlobalOptions.Verbose,
        };
        Array.ForEach(verbs, verb => root.Subcommands.Add(verb.Create()));
        return root;
    }

    /// <summary>Understands the arguments, runs the verb, and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments, Streams streams, CancellationToken cancellation)
    {
        // A path may start with '@': no response files.
        ParseResult parsed = CreateFor(arguments).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
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
