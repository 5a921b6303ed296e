using Vesalius.Imaging;
using Vesalius.Learning.Inference;

namespace Vesalius.Learning.Tests.Inference;

/// <summary>A network of one class beside background, where there is one: bright voxels belong to it. It counts how often it is asked.</summary>
internal sealed class CountingNetwork(float threshold = 0.5f, bool hasBackground = true) : IPatchNetwork
{
    public int Calls { get; private set; }

    public void Score(float[] patch, ClassRange classes, ClassScores take)
    {
        Calls++;

        // A little of the place, so that a window that is skipped in error shows.
        float[] bright = [.. patch.Index().Select(voxel => voxel.Item - threshold + 1e-3f * (voxel.Index % 7))];
        for (int c = classes.First; c < classes.First + classes.Count; c++)
        {
            take(c, c == 0 && hasBackground ? new float[patch.Length] : bright);
        }
    }

    public void Dispose()
    {
    }
}
