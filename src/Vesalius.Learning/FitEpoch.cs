namespace Vesalius.Learning;

/// <summary>What one epoch of fitting came to.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Epochs">How many were asked for.</param>
/// <param name="Loss">The mean loss.</param>
/// <param name="Metrics">The metrics of the compiled model by name.</param>
public sealed record FitEpoch(int Epoch, int Epochs, double Loss, IReadOnlyList<KeyValuePair<string, double>> Metrics)
{
    /// <summary>The mean loss over the validation images; NaN without any.</summary>
    public double ValidationLoss { get; init; } = double.NaN;

    /// <summary>The metrics over the validation images.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> ValidationMetrics { get; init; } = [];

    /// <summary>One line: <c>epoch 2/3: loss 0.4120, accuracy 0.938, Dice 0.000</c>.</summary>
    public override string ToString()
    {
        string line = $"epoch {Epoch}/{Epochs}: loss {Loss:0.0000}{string.Concat(Metrics.Select(one => $", {one.Key} {one.Value:0.000}"))}";
        return double.IsNaN(ValidationLoss) ? line
            : line + $", validation loss {ValidationLoss:0.0000}{string.Concat(ValidationMetrics.Select(one => $", validation {one.Key} {one.Value:0.000}"))}";
    }
}
