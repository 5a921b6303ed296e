using Vesalius.Learning.Training;

namespace Vesalius.Cli.Hosting;

/// <summary>Shows the steps of a training: epoch, loss, and the Dice of the last validation.</summary>
internal sealed class StepProgress(Progress bar) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value) => bar.Report(
        value.Fraction, $"epoch {value.Epoch}", $"loss {value.Loss:0.000}", double.IsNaN(value.Dice) ? "Dice –" : $"Dice {value.Dice:0.000}");
}
