namespace Vesalius.Learning.Confidence;

/// <summary>One number that says something of a scan.</summary>
/// <param name="Name">What it is: "spacing along x".</param>
/// <param name="Value">The number, in its own unit.</param>
/// <param name="Unit">The unit, empty where it has none.</param>
/// <param name="IsRatio">Whether twice as much means as much as half as much: such numbers are compared by their logarithms.</param>
public sealed record ScanProperty(string Name, double Value, string Unit, bool IsRatio)
{
    /// <summary>The number on the scale on which it is compared.</summary>
    internal double Compared => IsRatio ? Math.Log(Math.Max(Value, 1e-6)) : Value;
}
