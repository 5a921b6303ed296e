using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Vesalius.Cli.Hosting;

/// <summary>
/// What a verb has around it: data goes to stdout, messages and progress to stderr. Verbs do not ask how they were called: with
/// <c>--json</c> what is shown for people is left out, with <c>--quiet</c> messages are.
/// </summary>
internal sealed class Host
{
    private readonly Streams streams;
    private readonly Lazy<IAnsiConsole> data;
    private readonly Lazy<IAnsiConsole> messages;

    /// <summary>A host on the given streams. What lays text out is made when there is something to lay out: a short command needs none of it.</summary>
    public Host(Streams streams)
    {
        this.streams = streams;
        data = new(() => Terminal.On(streams.Out, streams.OutIsTerminal, streams.HasColor));
        messages = new(() => Terminal.On(streams.Error, streams.ErrorIsTerminal, streams.HasColor));
    }

    /// <summary>Whether stdout gets one JSON document instead of text for people.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether only errors are told.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether details and stack traces are told.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where messages go, for what writes them itself.</summary>
    public TextWriter Error => streams.Error;

    /// <summary>The result for scripts: one document on stdout. Nothing without <c>--json</c>.</summary>
    public void WriteJson<T>(T document)
    {
        if (IsJson)
        {
            streams.Out.WriteLine(JsonSerializer.Serialize(document, Json.Options));
        }
    }

    /// <summary>The result for people: a line on stdout. Nothing with <c>--json</c>.</summary>
    public void Write(string line) => Write(new Text(line + Environment.NewLine));

    /// <summary>The result for people: a table or the like on stdout. Nothing with <c>--json</c>.</summary>
    public void Write(IRenderable content)
    {
        if (!IsJson)
        {
            data.Value.Write(content);
        }
    }

    /// <summary>Data that is neither for people nor JSON, such as a script: written as it is.</summary>
    public void WriteRaw(string text) => streams.Out.Write(text);

    /// <summary>A message on stderr. Nothing with <c>--quiet</c>.</summary>
    public void Say(string message)
    {
        if (IsQuiet)
        {
            return;
        }

        if (streams.ErrorIsTerminal)
        {
            SayOnScreen(message);
        }
        else
        {
            streams.Error.WriteLine(message);
        }
    }

    private void SayOnScreen(string message) => messages.Value.Write(new Text(message + Environment.NewLine));

    /// <summary>A message on stderr that only <c>--verbose</c> shows.</summary>
    public void Detail(string message)
    {
        if (IsVerbose)
        {
            Say(message);
        }
    }

    /// <summary>Something doubtful that the person should know. Nothing with <c>--quiet</c>.</summary>
    public void Warn(string message) => Say($"warning: {message}");

    /// <summary>An error in one line, told always.</summary>
    public void TellError(string message) => messages.Value.Write(new Text($"vesalius: {message}{Environment.NewLine}", Terminal.ErrorStyle));

    /// <summary>Tells an exception in one line; with <c>--verbose</c> its stack trace follows.</summary>
    public void Fail(Exception error)
    {
        TellError(ErrorMapping.MessageOf(error));
        if (IsVerbose)
        {
            streams.Error.WriteLine(error);
        }
    }

    /// <summary>Runs work whose progress people see: a bar on a terminal, else a plain line every few seconds, nothing with <c>--quiet</c>.</summary>
    /// <param name="name">What is being done: "training".</param>
    /// <param name="work">The work; it reports the fraction done, 0 to 1, and what else is worth seeing.</param>
    public T Follow<T>(string name, Func<Progress, T> work)
    {
        if (IsQuiet)
        {
            return work(new SilentProgress());
        }

        if (streams.ErrorIsTerminal && streams.HasColor)
        {
            return BarProgress.Run(messages.Value, name, Time, work);
        }

        var lines = new LineProgress(name, messages.Value, Time);
        T result = work(lines);
        lines.Finish();
        return result;
    }

    /// <inheritdoc cref="Follow{T}(string, Func{Progress, T})"/>
    public void Follow(string name, Action<Progress> work) => Follow(name, progress =>
    {
        work(progress);
        return true;
    });
}
