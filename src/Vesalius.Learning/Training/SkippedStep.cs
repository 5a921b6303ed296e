namespace Vesalius.Learning.Training;

/// <summary>A step whose loss was no number: the weights were left as they were, and training went on.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Step">Within the epoch, counted from 1.</param>
/// <param name="Loss">What the loss became.</param>
/// <param name="Cases">The cases whose patches were in the step.</param>
public sealed record SkippedStep(int Epoch, int Step, double Loss, IReadOnlyList<string> Cases)
{
    /// <inheritdoc/>
    public override string ToString() => $"Epoch {Epoch}, step {Step}: the loss became {Loss} on {string.Join(", ", Cases)}";
}
