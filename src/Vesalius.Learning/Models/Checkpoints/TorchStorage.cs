namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>A run of numbers in a checkpoint, which tensors show in parts.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Element">The format of its numbers.</param>
/// <param name="Count">How many numbers it says it has.</param>
internal sealed record TorchStorage(string Key, TorchElement Element, long Count);
