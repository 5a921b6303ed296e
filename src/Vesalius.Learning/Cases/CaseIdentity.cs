namespace Vesalius.Learning.Cases;

/// <summary>What decides a segmentation: a case with the same identity need not be segmented again.</summary>
/// <param name="Input">The hash of the scan's files.</param>
/// <param name="Model">The hash of the model.</param>
/// <param name="Options">The options that were chosen, in words.</param>
public sealed record CaseIdentity(string Input, string Model, string Options);
