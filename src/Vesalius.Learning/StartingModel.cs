using System.Security.Cryptography;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>The model whose weights a training begins with: start.json in the model folder, so that a run stopped early begins so again.</summary>
/// <param name="Model">Its folder.</param>
/// <param name="Sha256">The hash of its weights.</param>
/// <param name="KeepsHeads">Whether its classes are those that are learned, so that its output layers are taken over too.</param>
public sealed record StartingModel(string Model, string Sha256, bool KeepsHeads)
{
    private const string Name = "start.json";

    /// <summary>A finished model for a plan that <see cref="PlanFor"/> gave.</summary>
    /// <exception cref="ModelException">It has no weights.</exception>
    internal static StartingModel Of(string model, SegmentationPlan plan)
    {
        var folder = new ModelFolder(model);
        SegmentationPlan begun = folder.ReadPlan();
        bool same = begun.Outputs == plan.Outputs && begun.Labels.Select(label => label.Name).SequenceEqual(plan.Labels.Select(label => label.Name));
        return new StartingModel(folder.Path, HashOf(folder), same);
    }

    /// <summary>The network, grid, patch and normalisation of a model, for the labels of another dataset.</summary>
    /// <param name="model">The model's folder.</param>
    /// <param name="wanted">What would be planned for the dataset without it.</param>
    /// <exception cref="ModelException">It is no model, was imported, or was made for other channels or dimensions.</exception>
    internal static SegmentationPlan PlanFor(string model, SegmentationPlan wanted)
    {
        SegmentationPlan begun = new ModelFolder(model).ReadPlan();
        if (begun.NnUnet is not null)
        {
            throw new ModelException($"{model}: a model that was trained here was expected; this one was imported, and prepares scans in a way of its own. Train without --from.");
        }

        return begun.Channels.Count == wanted.Channels.Count
            ? wanted with
            {
                Dimensions = begun.Dimensions, WorkingGrid = begun.WorkingGrid, Normalizations = begun.Normalizations,
                PatchSize = begun.PatchSize, Network = begun.Network, MirrorAxes = begun.MirrorAxes, Channels = begun.Channels,
            }
            : throw new ModelException($"{model}: a model for {wanted.Channels.Count} channel(s) was expected, as the dataset has; this one takes {begun.Channels.Count}. Train without --from.");
    }

    /// <summary>What a folder says, or null.</summary>
    internal static StartingModel? In(ModelFolder folder) => File.Exists(folder.FileAt(Name)) ? folder.ReadRecord<StartingModel>(Name) : null;

    /// <summary>Writes it into a model folder.</summary>
    internal void Write(ModelFolder folder) => folder.WriteRecord(Name, this);

    /// <summary>The weights.</summary>
    /// <exception cref="ModelException">They are gone, or others than when training was begun.</exception>
    internal SafeTensors ReadWeights()
    {
        var folder = new ModelFolder(Model);
        return HashOf(folder) == Sha256 ? SafeTensors.Read(folder.WeightsPath)
            : throw new ModelException($"{folder.WeightsPath}: these weights have changed since training was begun with them. Train into another folder.");
    }

    private static string HashOf(ModelFolder folder)
    {
        if (!File.Exists(folder.WeightsPath))
        {
            throw new ModelException($"{folder.Path}: a finished model was expected, but there is no {Path.GetFileName(folder.WeightsPath)}. Finish its training first.");
        }

        using FileStream file = File.OpenRead(folder.WeightsPath);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
