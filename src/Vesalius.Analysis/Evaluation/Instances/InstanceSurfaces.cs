using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Surface scores of single parts under the conventions of a profile.</summary>
internal sealed class InstanceSurfaces(EvaluationOptions options, CancellationToken cancellation)
{
    /// <summary>Ends the work early.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>
    /// The surface scores of one reference part against some predicted parts together; null when the profile has none.
    /// </summary>
    public SurfaceScores? Compare(InstanceParts reference, int part, InstanceParts prediction, IReadOnlyCollection<int> predicted)
    {
        if (options.Profile.Surface is null)
        {
            return null;
        }

        VoxelRange range = reference.Range(part);
        foreach (int number in predicted)
        {
            range.Include(prediction.Range(number));
        }

        HashSet<int> wanted = [.. predicted];
        MaskPair pair = MaskPair.Of(reference.Numbers, prediction.Numbers, range, (r => r == part, wanted.Contains));
        return SurfaceComparison.Of(pair, options, cancellation);
    }
}
