using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Vesalius.Cli.Hosting;

/// <summary>Options whose value is more than one word or number.</summary>
internal static class OptionParsing
{
    /// <summary>An option that takes numbers separated by commas: <c>--spacing 1,1,2.5</c>.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="count">How many numbers there must be; null for one or more.</param>
    public static Option<double[]?> Numbers(string name, string description, int? count = null) => new(name)
    {
        Description = description,
        CustomParser = result => Parse(result, name, count),
        HelpName = "N[,N…]",
    };

    /// <summary>An option that takes an amount of memory: <c>4GB</c>, <c>800MB</c>, <c>6GiB</c> or a number of bytes; null when it is not given.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it does.</param>
    public static Option<long?> Bytes(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value.Trim();
            string number = text.TrimEnd([.. "KMGTiBkmgtb "]), unit = text[number.Length..].Trim().ToUpperInvariant();
            int power = unit.Length == 0 ? 0 : "BKMGT".IndexOf(unit[0], StringComparison.Ordinal);
            bool isUnit = unit.Length == 0 || (power >= 0 && unit[1..] is "" or "B" or "IB");
            double bytes = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                ? value * Math.Pow(unit.EndsWith("IB", StringComparison.Ordinal) ? 1024 : 1000, power) : double.NaN;
            if (!isUnit || !(bytes is >= 1 and < long.MaxValue))
            {
                result.AddError($"{name} takes a size such as 4GB, 800MB or 6GiB; '{text}' came.");
                return null;
            }

            return (long)bytes;
        },
    };

    private static double[]? Parse(ArgumentResult result, string name, int? count)
    {
        string text = string.Join(',', result.Tokens.Select(token => token.Value));
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        double[] numbers = [.. parts.Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        if (numbers.Any(double.IsNaN) || (count is not null && numbers.Length != count))
        {
            result.AddError($"{name} takes {(count is null ? "numbers" : $"{count} numbers")} separated by commas; '{text}' came.");
            return null;
        }

        return numbers;
    }
}
