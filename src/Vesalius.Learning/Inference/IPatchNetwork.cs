namespace Vesalius.Learning.Inference;

/// <summary>Takes the scores of one class over a patch, [Z, Y, X]; they are gone when it returns.</summary>
internal delegate void ClassScores(int classIndex, ReadOnlySpan<float> scores);

/// <summary>A network that scores patches, whatever computes it.</summary>
internal interface IPatchNetwork : IDisposable
{
    /// <summary>Scores one patch.</summary>
    /// <param name="patch">All channels, [C, Z, Y, X], of the plan's patch size.</param>
    /// <param name="classes">Which classes are wanted.</param>
    /// <param name="take">Gets each class in turn.</param>
    void Score(float[] patch, ClassRange classes, ClassScores take);
}
