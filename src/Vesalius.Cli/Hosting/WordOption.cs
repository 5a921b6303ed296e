using System.CommandLine;
using System.CommandLine.Parsing;

namespace Vesalius.Cli.Hosting;

/// <summary>
/// An option that takes one of the words of an enumeration, in lower case. To the command line its value is text: options of types of our own
/// would be compiled at every start.
/// </summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class WordOption<T> : Option<string?>
    where T : struct, Enum
{
    private readonly string[] words;

    /// <summary>An option of some words of the enumeration.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="except">The names that it does not take.</param>
    public WordOption(string name, string description, params string[] except)
        : base(name)
    {
        words = WordList.Of(Enum.GetNames<T>(), except);
        Description = description;
        HelpName = string.Join('|', words);
        CustomParser = Parse;
        CompletionSources.Add(words);
    }

    /// <summary>The value that was given; null where none was.</summary>
    public T? In(ParseResult parsed) => parsed.GetValue(this) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;

    private string? Parse(ArgumentResult result) => WordList.Parse(result, Name, words);
}
