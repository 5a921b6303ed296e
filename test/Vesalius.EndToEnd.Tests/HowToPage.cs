using System.Text.RegularExpressions;

namespace Vesalius.EndToEnd.Tests;

/// <summary>
/// A page of docs/ as a test reads it: the commands in its blocks without a language (lines that begin with <c>vesalius</c>; a backslash
/// at the end goes on on the next line), and its blocks of other languages. Commands run in a folder that the test has filled with what
/// the page starts from.
/// </summary>
internal sealed partial class HowToPage
{
    private readonly string text;

    /// <summary>A page, by its path below docs/.</summary>
    public HowToPage(params string[] path) => text = File.ReadAllText(Path.Combine([Repository.Root, "docs", .. path]));

    /// <summary>The commands, in order.</summary>
    public IReadOnlyList<Line> Lines =>
    [
        .. Blocks("").SelectMany(block => block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Where(line => line.StartsWith("vesalius ", StringComparison.Ordinal))
            .Select(line => new Line(
                Redirection().Replace(line["vesalius ".Length..], string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries),
                Redirection().Match(line).Groups["file"].Value)),
    ];

    /// <summary>The arguments of each command, without the name of the program.</summary>
    public IReadOnlyList<string[]> Commands => [.. Lines.Select(line => line.Arguments)];

    /// <summary>The texts of the blocks of a language.</summary>
    public IEnumerable<string> Blocks(string language) =>
        Block().Matches(text).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value);

    /// <summary>Runs all commands one after the other; each has to succeed.</summary>
    public IReadOnlyList<CommandResult> Run(TemporaryFolder folder) => [.. Lines.Select(line => line.Run(folder)).ToArray()];

    [GeneratedRegex(@" > (?<file>\S+)\s*$")]
    private static partial Regex Redirection();

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    /// <summary>One command.</summary>
    /// <param name="Arguments">What stands behind the name of the program.</param>
    /// <param name="Target">The file that its data are written to; empty for none.</param>
    internal sealed record Line(string[] Arguments, string Target)
    {
        /// <summary>Runs it; it has to succeed.</summary>
        public CommandResult Run(TemporaryFolder folder)
        {
            CommandResult result = VesaliusCommand.Run(folder.Path, Arguments).Expect(0);
            if (Target.Length > 0)
            {
                File.WriteAllText(folder[Target], result.Out);
            }

            return result;
        }
    }
}
