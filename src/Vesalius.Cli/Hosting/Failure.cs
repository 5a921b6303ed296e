using Vesalius.Imaging.Formats;
using Vesalius.Learning.Models;

namespace Vesalius.Cli.Hosting;

/// <summary>A verb's own reason to stop: one line for the person, one number for the script.</summary>
internal sealed class Failure(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>One of <see cref="Hosting.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The command line asked for something that cannot be meant.</summary>
    public static Failure Usage(string message) => new(Hosting.ExitCode.Usage, message);

    /// <summary>The input is missing or cannot be read.</summary>
    public static Failure Unreadable(string message, Exception? innerException = null) => new(Hosting.ExitCode.Unreadable, message, innerException);

    /// <summary>Runs what reads input: whatever the file system says against it means that the input cannot be read. What has a code of its own keeps it.</summary>
    public static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && ErrorMapping.CodeOf(e) == Hosting.ExitCode.Failed)
        {
            throw Unreadable(ErrorMapping.MessageOf(e), e);
        }
    }

    /// <summary>
    /// Runs what writes output: a format that cannot hold it, a full disk or a missing folder is a failure, not unreadable input. What is
    /// wrong with a model that is to be written stays with the model.
    /// </summary>
    public static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not ModelException)
        {
            // A format writes under a temporary name, which means nothing to the person.
            string message = e is VolumeFormatException format ? $"{format.Format}: {format.Problem}" : ErrorMapping.MessageOf(e);
            string named = message.Contains(path, StringComparison.Ordinal) ? message : $"{path}: {message}";
            throw new Failure(Hosting.ExitCode.Failed, named, e);
        }
    }
}
