namespace Vesalius.Cli.Hosting;

/// <summary>Where the command writes, and what is at the other end.</summary>
internal sealed record Streams
{
    /// <summary>Data, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Messages, progress and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person reads the data on a screen.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether a person reads the messages on a screen; only then may they move.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether colour is welcome.</summary>
    public bool HasColor { get; init; }
}
