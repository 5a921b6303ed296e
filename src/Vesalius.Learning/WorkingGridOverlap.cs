using Vesalius.Analysis.Evaluation;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning;

/// <summary>The overlap of two arrays of class indices.</summary>
internal static class WorkingGridOverlap
{
    /// <summary>The overlap of one of the structures that may overlap, found where its score is above 0.</summary>
    /// <param name="truth">The prepared case.</param>
    /// <param name="scores">The structure's scores on the same grid.</param>
    /// <param name="region">The structure.</param>
    public static Overlap Of(PreparedCase truth, ReadOnlySpan<float> scores, int region)
    {
        ReadOnlySpan<byte> codes = truth.Labels;
        bool[] isInside = [.. truth.Combinations!.Select(bits => (bits >> region & 1) != 0)];
        long both = 0, onlyTruth = 0, onlyFound = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] != PreparedCase.NotAnnotated)
            {
                bool inTruth = isInside[codes[i]], inFound = scores[i] > 0;
                both += inTruth && inFound ? 1 : 0;
                onlyTruth += inTruth && !inFound ? 1 : 0;
                onlyFound += !inTruth && inFound ? 1 : 0;
            }
        }

        return new Overlap(both, onlyTruth, onlyFound);
    }

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
