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
        };
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
