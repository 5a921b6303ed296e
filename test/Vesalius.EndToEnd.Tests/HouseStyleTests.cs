using System.Text.RegularExpressions;

namespace Vesalius.EndToEnd.Tests;

/// <summary>The measures of the house, read off the source files.</summary>
public sealed partial class HouseStyleTests
{
    private const int MostLines = 300;

    /// <summary>Files that are longer because they are one idea all the same. Each says why.</summary>
    private static readonly Dictionary<string, string> LongFiles = new()
    {
        ["src/Vesalius.Imaging/Formats/Storage/Deflate/Inflater.cs"] = "one state machine: the deflate stream of RFC 1951, fast path and slow path side by side",
    };

    [Fact]
    public void Files_are_short() =>
        Finding.None(Repository.Sources()
            .Select(file => (Name: Repository.Name(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MostLines && !LongFiles.ContainsKey(file.Name))
            .Select(file => $"{file.Name} has {file.Lines} lines, more than {MostLines}."));

    [Fact]
    public void Half_of_the_files_have_at_most_sixty_lines()
    {
        int[] lines = [.. Repository.Sources().Select(file => File.ReadLines(file).Count()).Order()];
        Assert.InRange(lines[lines.Length / 2], 1, 60);
    }

    /// <summary>An enumeration of a few names may stand below the record that uses it.</summary>
    [Fact]
    public void Every_file_declares_one_public_type_and_is_named_after_it()
    {
        foreach (string file in Repository.Sources())
        {
            string[] types = [.. PublicType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).Distinct()];
            types = [.. types.Where((type, i) => i == 0 || !IsEnum(type, file))];
            string expected = Path.GetFileNameWithoutExtension(file).Split('.')[0];
            Assert.True(types.Length <= 1, $"{Repository.Name(file)} declares {string.Join(", ", types)}: one public type per file.");
            Assert.True(types is [] || types[0] == expected, $"{Repository.Name(file)} declares {types.FirstOrDefault()}: name the file after it.");
        }
    }

    [Fact]
    public void No_type_is_named_for_lack_of_a_name()
    {
        IEnumerable<string> vague = Repository.Sources()
            .SelectMany(file => AnyType().Matches(File.ReadAllText(file)).Select(match => (Repository.Name(file), match.Groups["name"].Value)))
            .Where(type => VagueName().IsMatch(type.Value))
            .Select(type => $"{type.Item1}: {type.Value}");
        Finding.None(vague);
    }

    private static bool IsEnum(string type, string file) => File.ReadAllText(file).Contains($"public enum {type}\n", StringComparison.Ordinal);

    [GeneratedRegex(@"^public (?:\w+ )*?(?:class|record struct|record|struct|interface|enum|delegate [\w<>?\[\], ]+?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*(?:public|internal|private) (?:\w+ )*?(?:class|record struct|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyType();

    [GeneratedRegex(@"(?:Manager|Helper|Helpers|Utils|Util|Base|Data|Info)$")]
    private static partial Regex VagueName();
}
