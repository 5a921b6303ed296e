namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>Complex numbers with their two parts in arrays of their own, so that vectors can be loaded from them.</summary>
internal readonly record struct FourierLines
{
    /// <summary>So many zeros.</summary>
    public FourierLines(int count) => (Real, Imaginary) = (new double[count], new double[count]);

    /// <summary>The real parts.</summary>
    public double[] Real { get; }

    /// <summary>The imaginary parts.</summary>
    public double[] Imaginary { get; }

    /// <summary>Copies numbers that lie a step apart to a place where they lie side by side.</summary>
    public void Gather(int start, int step, int count, FourierLines to, int end)
    {
        for (int i = 0; i < count; i++)
        {
            to.Real[end + i] = Real[start + i * step];
            to.Imaginary[end + i] = Imaginary[start + i * step];
        }
    }

    /// <summary>Copies numbers that lie side by side to places a step apart.</summary>
    public void Scatter(int start, int count, FourierLines to, int end, int step)
    {
        for (int i = 0; i < count; i++)
        {
            to.Real[end + i * step] = Real[start + i];
            to.Imaginary[end + i * step] = Imaginary[start + i];
        }
    }
}
