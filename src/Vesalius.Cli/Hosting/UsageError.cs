using System.CommandLine;
using System.CommandLine.Parsing;

namespace Vesalius.Cli.Hosting;

/// <summary>What a person reads whose command line was not understood: on stderr, in one line; help only where nothing was asked at all.</summary>
internal static class UsageError
{
    /// <summary>
    /// The first word that looks like an option but is none. A verb that takes any number of paths would take it for a path; a file whose
    /// name starts with a dash comes after <c>--</c> or as <c>./-name</c>.
    /// </summary>
    public static string? UnknownOption(ParseResult parsed) => parsed.Tokens
        .TakeWhile(token => token.Type != TokenType.DoubleDash)
        .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value is ['-', '-' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'), ..])?.Value;

    /// <summary>Tells what is wrong and returns <see cref="ExitCode.Usage"/>.</summary>
    public static int Tell(ParseResult parsed, Host host)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens.Count == 0 && parsed.Tokens.All(token => token.Value.StartsWith('-')))
        {
            command.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = host.Error });
            return ExitCode.Usage;
        }

        host.TellError(
            UnknownOption(parsed) is { } option ? $"there is no option '{option}'. {SeeHelpOf(command)}"
            : command is RootCommand && parsed.UnmatchedTokens is [var verb, ..] ? UnknownVerb(verb, command)
            : $"{string.Join(' ', parsed.Errors.Select(error => OnOneLine(error.Message)).Distinct())} {SeeHelpOf(command)}");
        return ExitCode.Usage;
    }

    private static string SeeHelpOf(Command command) => command is RootCommand ? "See 'vesalius --help'." : $"See 'vesalius {command.Name} --help'.";

    private static string UnknownVerb(string verb, Command root)
    {
        string[] verbs = [.. root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)];
        string? near = verbs.OrderBy(known => Distance(verb, known)).FirstOrDefault(known => Distance(verb, known) <= 2);
        return $"there is no verb '{verb}'{(near is null ? "." : $"; '{near}' was perhaps meant.")} The verbs are {string.Join(", ", verbs)}.";
    }

    private static string OnOneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The number of letters to change, add or leave out.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
