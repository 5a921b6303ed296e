using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>How long training goes on.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OfEpochs), "epochs")]
[JsonDerivedType(typeof(OfMinutes), "minutes")]
public abstract record TrainingBudget
{
    private TrainingBudget()
    {
    }

    /// <summary>The share of the budget that is used up, 0 to 1.</summary>
    /// <param name="epochs">Finished epochs; a part of one counts as a part.</param>
    /// <param name="seconds">Time spent on them, over all runs.</param>
    public abstract double Progress(double epochs, double seconds);

    /// <summary>A number of epochs, however long they take.</summary>
    public sealed record OfEpochs(int Epochs) : TrainingBudget
    {
        /// <inheritdoc/>
        public override double Progress(double epochs, double seconds) => epochs / Epochs;
    }

    /// <summary>A time by the clock, however many epochs fit in.</summary>
    public sealed record OfMinutes(double Minutes) : TrainingBudget
    {
        /// <inheritdoc/>
        public override double Progress(double epochs, double seconds) => seconds / (Minutes * 60);
    }
}
