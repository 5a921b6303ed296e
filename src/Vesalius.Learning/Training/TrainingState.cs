using System.Globalization;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using static TorchSharp.torch;

namespace Vesalius.Learning.Training;

/// <summary>How far training has come: with the network and the optimizer, all that a checkpoint holds.</summary>
internal sealed record TrainingState
{
    /// <summary>Finished epochs.</summary>
    public int Epochs { get; init; }

    /// <summary>Patches drawn.</summary>
    public long Samples { get; init; }

    /// <summary>Time spent, over all runs.</summary>
    public double Seconds { get; init; }

    /// <summary>The share of the budget used up.</summary>
    public double Progress { get; init; }

    /// <summary>The best validation, NaN before the first.</summary>
    public double BestDice { get; init; } = double.NaN;

    /// <summary>The last validation, NaN before the first.</summary>
    public double LastDice { get; init; } = double.NaN;

    /// <summary>Validations since the best one.</summary>
    public int WithoutBetter { get; init; }

    /// <summary>Steps of the epoch under way; 0 between epochs.</summary>
    public int StepsOfEpoch { get; init; }

    /// <summary>The sum of their losses, as far as those were numbers.</summary>
    public double LossSum { get; init; }

    /// <summary>How many steps of the epoch under way had a loss that was no number.</summary>
    public int SkippedOfEpoch { get; init; }

    /// <summary>The mean loss of the epoch under way; NaN before the first number.</summary>
    public double MeanLoss => LossSum / (StepsOfEpoch - SkippedOfEpoch);

    /// <summary>The first of the steps in a row, up to now, whose loss was no number; null when the last one's was.</summary>
    public SkippedStep? FirstSkipped { get; init; }

    /// <summary>How many steps in a row were such.</summary>
    public int SkippedInARow { get; init; }

    /// <summary>Writes a checkpoint, whole or not at all.</summary>
    public void Save(string path, nn.Module network, WeightUpdate update)
    {
        var tensors = new Dictionary<string, SafeTensors.Entry>();
        foreach ((string name, Tensor value) in NetworkWeights.Of(network))
        {
            tensors["weights/" + name] = NetworkWeights.Export(value);
        }

        foreach ((string name, SafeTensors.Entry entry) in update.Export())
        {
            tensors[name] = entry;
        }

        var metadata = new Dictionary<string, string>
        {
            ["epochs"] = Text(Epochs),
            ["samples"] = Text(Samples),
            ["seconds"] = Text(Seconds),
            ["progress"] = Text(Progress),
            ["bestDice"] = Text(BestDice),
            ["lastDice"] = Text(LastDice),
            ["withoutBetter"] = Text(WithoutBetter),
            ["steps"] = Text(update.Steps),
            ["stepsOfEpoch"] = Text(StepsOfEpoch),
            ["lossSum"] = Text(LossSum),
            ["skippedOfEpoch"] = Text(SkippedOfEpoch),
        };
        new SafeTensors { Tensors = tensors, Metadata = metadata }.Write(path);
    }

    /// <summary>Takes up a checkpoint.</summary>
    /// <exception cref="ModelException">It is missing, damaged, or belongs to another plan.</exception>
    public static TrainingState Load(string path, nn.Module network, WeightUpdate update)
    {
        SafeTensors file = SafeTensors.Read(path);
        double Number(string name) => file.Metadata.TryGetValue(name, out string? text) && double.TryParse(text, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new ModelException($"{path}: the checkpoint lacks '{name}'. Start the training anew.");
        double NumberOrZero(string name) => file.Metadata.ContainsKey(name) ? Number(name) : 0;
        NetworkWeights.Import(file, network, "weights/");
        update.Import(file, (long)Number("steps"));
        return new TrainingState
        {
            Epochs = (int)Number("epochs"),
            Samples = (long)Number("samples"),
            Seconds = Number("seconds"),
            Progress = Number("progress"),
            BestDice = Number("bestDice"),
            LastDice = Number("lastDice"),
            WithoutBetter = (int)Number("withoutBetter"),
            StepsOfEpoch = (int)NumberOrZero("stepsOfEpoch"),
            LossSum = NumberOrZero("lossSum"),
            SkippedOfEpoch = (int)NumberOrZero("skippedOfEpoch"),
        };
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
