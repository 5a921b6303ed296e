namespace Vesalius.Cli.Inspection;

/// <summary>A structure that a label file names.</summary>
internal sealed record InspectedLabel(int Label, string Name, int Layer);
