namespace Vesalius.Learning.Plans;

/// <summary>A structure that a network was trained to find.</summary>
/// <param name="Value">Its value in label files, 1 or more.</param>
/// <param name="Name">What it is called.</param>
public sealed record PlannedLabel(int Value, string Name);
