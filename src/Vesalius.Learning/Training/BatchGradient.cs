using TorchSharp;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Losses;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using static TorchSharp.torch;

namespace Vesalius.Learning.Training;

/// <summary>The loss of a batch and its gradient by the weights of a network, with all patches in the network at once or only some.</summary>
internal sealed class BatchGradient(UNetModule network, SegmentationPlan plan, TrainingPlan training)
{
    /// <summary>Adds the gradient of a batch to the weights' own; nothing where the loss is no number.</summary>
    /// <returns>The loss.</returns>
    public float Add(TrainingSample[] batch)
    {
        int atOnce = training.PatchesAtOnce ?? batch.Length;
        return atOnce >= batch.Length ? Whole(batch) : InParts([.. batch.Chunk(atOnce)], batch);
    }

    private float Whole(TrainingSample[] batch)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor loss = LossOf(Scores(batch), batch);
        float value = loss.item<float>();
        if (float.IsFinite(value))
        {
            loss.backward();
        }

        return value;
    }

    /// <summary>
    /// The same with only some patches in the network at once. Dice is taken over the whole batch, so the loss cannot be parted: the scores of
    /// all patches come first, without what their gradients need; then the gradient of the loss by them goes back part by part.
    /// </summary>
    private float InParts(TrainingSample[][] parts, TrainingSample[] batch)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor[] scores = ScoresOf(parts);
        foreach (Tensor level in scores)
        {
            level.requires_grad_(true);
        }

        Tensor loss = LossOf(scores, batch);
        float value = loss.item<float>();
        if (!float.IsFinite(value))
        {
            return value;
        }

        loss.backward();
        for (int part = 0, first = 0; part < parts.Length; first += parts[part++].Length)
        {
            using IDisposable inner = NewDisposeScope();
            Tensor sum = zeros(1);
            foreach ((Tensor again, Tensor level) in Scores(parts[part]).Zip(scores))
            {
                sum += (again * level.grad!.narrow(0, first, parts[part].Length)).sum().to_type(ScalarType.Float32);
            }

            sum.backward();
        }

        return value;
    }

    /// <summary>The scores of all parts together, level by level, without a way back.</summary>
    private Tensor[] ScoresOf(TrainingSample[][] parts)
    {
        using var noGrad = no_grad();
        Tensor[][] each = [.. parts.Select(Scores)];
        return [.. Enumerable.Range(0, each[0].Length).Select(level => cat([.. each.Select(part => part[level])], 0))];
    }

    private Tensor[] Scores(TrainingSample[] batch) => network.forward(
        Batch.Images(batch, plan).to_type(training.Precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32));

    private Tensor LossOf(Tensor[] scores, TrainingSample[] batch)
    {
        Tensor classes = Batch.Classes(batch, plan);
        return plan.Outputs == OutputKind.Exclusive
            ? LossFunction.Compute(training.Loss, scores, classes, Batch.NotAnnotated(batch, plan))
            : RegionLoss.Compute(training.Loss, scores, classes, Batch.Regions(batch, plan));
    }
}
