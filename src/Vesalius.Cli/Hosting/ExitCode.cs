namespace Vesalius.Cli.Hosting;

/// <summary>What the command says to the script that called it.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>It failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line was wrong; nothing was started.</summary>
    public const int Usage = 2;

    /// <summary>Some cases failed; they are listed.</summary>
    public const int Partial = 3;

    /// <summary>The input is missing or cannot be read.</summary>
    public const int Unreadable = 4;

    /// <summary>The model is missing or cannot be used.</summary>
    public const int Model = 5;

    /// <summary>Stopped by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;

    /// <summary>The code of a job of several cases: done, done in part, or what a single failure would have given.</summary>
    public static int OfCases(int done, int failed, int whenAllFailed = Failed) =>
        failed == 0 ? Done : done > 0 ? Partial : whenAllFailed;
}
