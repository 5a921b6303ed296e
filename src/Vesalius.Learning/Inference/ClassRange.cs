namespace Vesalius.Learning.Inference;

/// <summary>Some of a network's output classes that follow one another.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct ClassRange(int First, int Count)
{
    /// <summary>All classes in so many groups of about the same size.</summary>
    public static ClassRange[] Groups(int classes, int groups)
    {
        int Start(int group) => (int)((long)classes * group / groups);
        return [.. Enumerable.Range(0, groups).Select(group => new ClassRange(Start(group), Start(group + 1) - Start(group)))];
    }
}
