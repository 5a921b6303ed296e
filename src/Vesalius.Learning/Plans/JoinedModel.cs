namespace Vesalius.Learning.Plans;

/// <summary>One of several models that are joined.</summary>
/// <param name="Folder">Its folder, below the one of the whole.</param>
/// <param name="Values">The value that each of its labels gets, in the order of its plan.</param>
public sealed record JoinedModel(string Folder, IReadOnlyList<int> Values);
