using System.Globalization;
using Vesalius.Analysis.Statistics;

namespace Vesalius.Analysis.Reporting;

/// <summary>Numbers as they stand in reports: undefined ones as a dash, infinite ones as ∞.</summary>
internal static class Figures
{
    private const string Undefined = "–";

    /// <summary>A number with so many decimals; a minus is written as such.</summary>
    public static string Of(double value, int decimals = 3) => value switch
    {
        double.NaN => Undefined,
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        < 0 when Unsigned(-value, decimals) is var text && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 => "−" + text,
        _ => Unsigned(Math.Abs(value), decimals),
    };

    /// <summary>A difference, with its sign.</summary>
    public static string Signed(double value, int decimals = 3) => value > 0 ? "+" + Of(value, decimals) : Of(value, decimals);

    /// <summary>An interval in brackets; nothing when there is none.</summary>
    public static string Of(ConfidenceInterval interval, int decimals = 3) =>
        interval.IsDefined ? $"[{Of(interval.Lower, decimals)}, {Of(interval.Upper, decimals)}]" : string.Empty;

    /// <summary>A figure and, on a line of its own, its interval.</summary>
    public static string With(double value, ConfidenceInterval interval, int decimals = 3) =>
        $"{Of(value, decimals)}\n{Of(interval, decimals)}".TrimEnd();

    /// <summary>A probability: three decimals, and no more zeros than that.</summary>
    public static string Probability(double p) => double.IsNaN(p) ? Undefined : p < 0.001 ? "< 0.001" : Of(p);

    private static string Unsigned(double value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture);
}
