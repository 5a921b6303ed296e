using Spectre.Console;

namespace Vesalius.Cli.Hosting;

/// <summary>How text is laid out for the other end of a stream.</summary>
internal static class Terminal
{
    /// <summary>Wide enough that nothing is ever broken into two lines where no screen asks for it.</summary>
    private const int NoScreen = 10_000;

    /// <summary>How errors stand out on a screen.</summary>
    public static Style ErrorStyle { get; } = new(Color.Red);

    /// <summary>A console on a stream that does not look around for itself: what it may do is decided by the host.</summary>
    public static IAnsiConsole On(TextWriter writer, bool isTerminal, bool hasColor)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal && hasColor ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && hasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal && hasColor ? InteractionSupport.Yes : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isTerminal)
        {
            console.Profile.Width = NoScreen;
        }

        return console;
    }
}
