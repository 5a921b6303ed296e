using System.CommandLine.Parsing;

namespace Vesalius.Cli.Hosting;

/// <summary>The words that an option takes: what of <see cref="WordOption{T}"/> is the same for every enumeration.</summary>
internal static class WordList
{
    /// <summary>Names as they are typed: in lower case, without some.</summary>
    public static string[] Of(string[] names, string[] except) =>
        Array.ConvertAll(Array.FindAll(names, one => Array.IndexOf(except, one) < 0), one => one.ToLowerInvariant());

    /// <summary>The word that was given, in any case; null, and an error of the command line, where it is none of the list.</summary>
    public static string? Parse(ArgumentResult result, string option, string[] words)
    {
        string word = result.Tokens[^1].Value;
        if (Array.Exists(words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase)))
        {
            return word;
        }

        result.AddError($"{option} takes one of {string.Join(", ", words)}; '{word}' came.");
        return null;
    }
}
