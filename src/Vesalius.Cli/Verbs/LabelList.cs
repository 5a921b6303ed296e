using System.CommandLine.Parsing;

namespace Vesalius.Cli.Verbs;

/// <summary>Label values on the command line: <c>1,2,5</c>.</summary>
internal static class LabelList
{
    /// <summary>The values, or an error that says what was expected.</summary>
    public static int[] Parse(ArgumentResult argument)
    {
        var values = new List<int>();
        foreach (string part in argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (!int.TryParse(part, out int value) || value is < 1 or > ushort.MaxValue)
            {
                argument.AddError($"--labels takes label values from 1 to 65535, separated by commas; '{part}' came.");
                return [];
            }

            values.Add(value);
        }

        return [.. values];
    }
}
