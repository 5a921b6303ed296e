using System.Numerics;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// Discrete Fourier transforms of one length whose prime factors are 2, 3 and 5, by Stockham's self-sorting steps; not normalised. Several
/// lines are transformed side by side: value k of line i lies at <c>k · Lanes + i</c>, so that every step works on vectors of lines.
/// </summary>
internal sealed class Fourier
{
    /// <summary>How many lines are transformed side by side.</summary>
    public const int Lanes = 16;

    private static readonly int[] Primes = [2, 3, 5];
    private readonly Complex[] roots;
    private readonly int[] factors;

    /// <summary>Prepares transforms of a length, which has no other prime factor than 2, 3 and 5.</summary>
    public Fourier(int length)
    {
        roots = [.. Enumerable.Range(0, length).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / length))];
        factors = Factors(length);
    }

    /// <summary>The number of values of a transform.</summary>
    public int Length => roots.Length;

    /// <summary>The least length of this kind that is not below a number.</summary>
    public static int LengthFor(int wanted)
    {
        int length = wanted;
        while (Factors(length).Aggregate(1, (product, factor) => product * factor) != length)
        {
            length++;
        }

        return length;
    }

    /// <summary>Transforms the lines and returns where the result lies: in the same memory or in the scratch.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="scratch">As much memory again.</param>
    public FourierLines Transform(FourierLines lines, FourierLines scratch)
    {
        int rest = Length, stride = 1;
        foreach (int factor in factors)
        {
            rest /= factor;
            for (int j = 0; j < rest; j++)
            {
                for (int r = 0; r < factor; r++)
                {
                    Combine(lines, scratch, (factor, rest, stride), j, r);
                }
            }

            (lines, scratch) = (scratch, lines);
            stride *= factor;
        }

        return lines;
    }

    private static int[] Factors(int length)
    {
        var factors = new List<int>();
        foreach (int prime in Primes)
        {
            for (; length % prime == 0; length /= prime)
            {
                factors.Add(prime);
            }
        }

        return [.. factors];
    }

    /// <summary>
    /// Output r of the small transforms at j: of the values j, j + rest, j + 2·rest, …, each a stretch of <c>stride</c> interleaved
    /// sequences.
    /// </summary>
    private void Combine(FourierLines from, FourierLines to, (int Factor, int Remaining, int Stride) step, int j, int r)
    {
        int stretch = step.Stride * Lanes, start = j * stretch, end = (step.Factor * j + r) * stretch;
        Complex twist = roots[j * r * step.Stride];
        for (int i = 0; i < step.Factor; i++)
        {
            Complex weight = twist * roots[i * r % step.Factor * (Length / step.Factor)];
            int at = start + step.Remaining * i * stretch;
            (Vector<double> a, Vector<double> b) = (new(weight.Real), new(weight.Imaginary));
            for (int k = 0; k < stretch; k += Vector<double>.Count)
            {
                Vector<double> x = new(from.Real, at + k), y = new(from.Imaginary, at + k);
                Vector<double> p = x * a - y * b, q = x * b + y * a;
                (i == 0 ? p : p + new Vector<double>(to.Real, end + k)).CopyTo(to.Real, end + k);
                (i == 0 ? q : q + new Vector<double>(to.Imaginary, end + k)).CopyTo(to.Imaginary, end + k);
            }
        }
    }
}
