using Vesalius.Analysis.Evaluation;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning;

/// <summary>The overlap of two arrays of class indices.</summary>
internal static class WorkingGridOverlap
{
    /// <summary>The overlap of one class. Voxels that nobody annotated count for nothing.</summary>
    public static Overlap Of(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> found, byte classIndex)
    {
        long both = 0, onlyTruth = 0, onlyFound = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] != PreparedCase.NotAnnotated)
            {
                bool inTruth = truth[i] == classIndex, inFound = found[i] == classIndex;
                both += inTruth && inFound ? 1 : 0;
                onlyTruth += inTruth && !inFound ? 1 : 0;
                onlyFound += !inTruth && inFound ? 1 : 0;
            }
        }

        return new Overlap(both, onlyTruth, onlyFound);
    }
}
