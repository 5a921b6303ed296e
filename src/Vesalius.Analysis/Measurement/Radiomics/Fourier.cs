using System.Numerics;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// Discrete Fourier transforms of one length whose prime factors are 2, 3 and 5, by Stockham's self-sorting steps. Not normalised.
/// </summary>
internal sealed class Fourier
{
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

    /// <summary>Transforms values in place.</summary>
    /// <param name="values">The values.</param>
    /// <param name="scratch">As much memory again.</param>
    public void Transform(Complex[] values, Complex[] scratch)
    {
        (Complex[] from, Complex[] to) = (values, scratch);
        int rest = Length, stride = 1;
        foreach (int factor in factors)
        {
            rest /= factor;
            Step(from, to, factor, rest, stride);
            (from, to) = (to, from);
            stride *= factor;
        }

        if (!ReferenceEquals(from, values))
        {
            from.AsSpan(0, Length).CopyTo(values);
        }
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

    /// <summary>Splits sequences of <paramref name="factor"/> times <paramref name="rest"/> values; <paramref name="stride"/> of them lie interleaved.</summary>
    private void Step(Complex[] from, Complex[] to, int factor, int rest, int stride)
    {
        for (int j = 0; j < rest; j++)
        {
            for (int r = 0; r < factor; r++)
            {
                Complex twist = roots[j * r * stride];
                for (int k = 0; k < stride; k++)
                {
                    Complex sum = from[k + stride * j];
                    for (int i = 1; i < factor; i++)
                    {
                        Complex value = from[k + stride * (j + rest * i)];
                        sum += factor == 2 ? (r == 0 ? value : -value) : value * roots[i * r % factor * (Length / factor)];
                    }

                    to[k + stride * (factor * j + r)] = sum * twist;
                }
            }
        }
    }
}
