using System.Text.Json.Serialization;

namespace Vesalius.Analysis.Statistics;

/// <summary>
/// Where a figure would lie if it were taken over other cases of the same kind. Both ends are NaN when there are too few to say.
/// </summary>
/// <param name="Lower">The lower end, in the unit of the figure.</param>
/// <param name="Upper">The upper end; infinite where missed structures make the figure infinite.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper)
{
    /// <summary>The interval of a figure about which nothing can be said.</summary>
    public static ConfidenceInterval Undefined { get; } = new(double.NaN, double.NaN);

    /// <summary>Whether there is an interval at all.</summary>
    [JsonIgnore]
    public bool IsDefined => !double.IsNaN(Lower) && !double.IsNaN(Upper);

    /// <summary>Whether a value lies in it, its ends included. Never so when it is undefined.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;
}
