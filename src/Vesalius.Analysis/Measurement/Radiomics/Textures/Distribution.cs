namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>How likely each whole number from 0 on is.</summary>
/// <param name="Shares">The probability of each number.</param>
internal readonly record struct Distribution(double[] Shares)
{
    /// <summary>The mean of a function of the number.</summary>
    public double Mean(Func<double, double> of)
    {
        double sum = 0;
        for (int k = 0; k < Shares.Length; k++)
        {
            sum += Shares[k] == 0 ? 0 : Shares[k] * of(k);
        }

        return sum;
    }

    /// <summary>The mean of a power of the distance from a number.</summary>
    public double Moment(double about, int power) => power switch
    {
        1 => Mean(k => k - about),
        2 => Mean(k => (k - about) * (k - about)),
        _ => Mean(k => Math.Pow(k - about, power)),
    };

    /// <summary>The entropy in bits.</summary>
    /// <param name="epsilon">Added under the logarithm.</param>
    public double Entropy(double epsilon)
    {
        double sum = 0;
        foreach (double share in Shares)
        {
            sum -= share == 0 ? 0 : share * Math.Log2(share + epsilon);
        }

        return sum;
    }
}
