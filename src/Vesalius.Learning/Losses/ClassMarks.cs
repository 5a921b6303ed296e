namespace Vesalius.Learning.Losses;

/// <summary>Which classes nobody annotated in which sample of a batch.</summary>
/// <param name="Marks">[N, K]; null when all is annotated.</param>
/// <param name="Samples">N.</param>
/// <param name="Classes">K.</param>
internal sealed record ClassMarks(bool[]? Marks, int Samples, int Classes)
{
    /// <summary>
    /// The classes of a sample whose probabilities count as background's, background itself among them; null when there are no others.
    /// </summary>
    public int[]? MergedIn(int sample)
    {
        int[] lacking = Marks is null ? [] : [.. Enumerable.Range(1, Classes - 1).Where(one => Marks[sample * Classes + one])];
        return lacking.Length == 0 ? null : [0, .. lacking];
    }
}
