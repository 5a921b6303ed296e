using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Hosting;

/// <summary>From exceptions to exit codes and one-line messages: the only place that does it.</summary>
internal static class ErrorMapping
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>The exit code that an exception means.</summary>
    public static int CodeOf(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => CodeOf(first),
        Failure failure => failure.ExitCode,
        OperationCanceledException => ExitCode.Interrupted,
        ModelException => ExitCode.Model,
        DatasetException or VolumeFormatException or GridMismatchException => ExitCode.Unreadable,
        FileNotFoundException or DirectoryNotFoundException => ExitCode.Unreadable,
        ArgumentException => ExitCode.Usage,
        _ => ExitCode.Failed,
    };

    /// <summary>What to tell the person, on one line.</summary>
    public static string MessageOf(Exception error) => OnOneLine(error switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => MessageOf(first),
        OperationCanceledException => "interrupted",
        FileNotFoundException { FileName: { } path } => $"{path}: there is no such file. Check the path.",
        DirectoryNotFoundException => $"{error.Message.TrimEnd('.')}. Check the path; folders are not made on the way.",
        UnauthorizedAccessException => $"{error.Message.TrimEnd('.')}. Check the permissions; a file was expected where a folder may be.",
        IOException io when IsDiskFull(io) => $"{io.Message.TrimEnd('.')}. Make room or write elsewhere; nothing half-written was left.",
        ArgumentException argument => WithoutParameterName(argument),
        OutOfMemoryException => "there is not enough memory for this. Close other programs, or work on smaller images.",
        _ => error.Message,
    });

    /// <summary>Whether the device that was written to has no space left.</summary>
    public static bool IsDiskFull(IOException error) =>
        error.HResult is NoSpaceOnUnix or NoSpaceOnWindows || error.Message.StartsWith("No space left on device", StringComparison.Ordinal);

    private static string WithoutParameterName(ArgumentException error) =>
        error.ParamName is null ? error.Message : error.Message.Replace($" (Parameter '{error.ParamName}')", string.Empty, StringComparison.Ordinal);

    private static string OnOneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
