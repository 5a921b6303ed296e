namespace Vesalius.Learning.Training;

/// <summary>A run of numbers of a weight, and the same run of its gradient and of its state. What a rule does not keep is null.</summary>
internal readonly unsafe struct WeightPiece(float* weight, float* gradient, float* first, float* second, float* average, int count)
{
    /// <summary>The weight.</summary>
    public float* Weight { get; } = weight;

    /// <summary>Its gradient.</summary>
    public float* Gradient { get; } = gradient;

    /// <summary>The mean of gradients, or the momentum.</summary>
    public float* First { get; } = first;

    /// <summary>The mean of squared gradients, or null.</summary>
    public float* Second { get; } = second;

    /// <summary>The running mean of the weight, or null.</summary>
    public float* Average { get; } = average;

    /// <summary>How many numbers.</summary>
    public int Count { get; } = count;

    /// <summary>A part of this piece.</summary>
    public WeightPiece Slice(int start, int length) =>
        new(Weight + start, Gradient + start, First + start, At(Second, start), At(Average, start), length);

    /// <summary>Copies some numbers into another piece; what either does not keep is left out.</summary>
    public void Copy(int from, WeightPiece target, int to, int length)
    {
        Copy(Weight, from, target.Weight, to, length);
        Copy(Gradient, from, target.Gradient, to, length);
        Copy(First, from, target.First, to, length);
        Copy(Second, from, target.Second, to, length);
        Copy(Average, from, target.Average, to, length);
    }

    private static float* At(float* values, int start) => values == null ? null : values + start;

    private static void Copy(float* source, int from, float* target, int to, int length)
    {
        if (source != null && target != null)
        {
            new Span<float>(source + from, length).CopyTo(new Span<float>(target + to, length));
        }
    }
}
