namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>The sums over a matrix of grey levels and sizes that its features are made of.</summary>
/// <param name="epsilon">Added under the logarithm of the entropy.</param>
internal sealed class SizeSums(double epsilon)
{
    /// <summary>Small sizes, large sizes, low levels, high levels, small-low, small-high, large-low, large-high.</summary>
    public double[] Emphases { get; } = new double[8];

    /// <summary>The entropy in bits.</summary>
    public double Entropy { get; private set; }

    /// <summary>The sum of squared probabilities.</summary>
    public double Energy { get; private set; }

    /// <summary>Adds a cell of the matrix.</summary>
    public void Add(double level, double size, double share)
    {
        double bright = level * level, large = size * size;
        Emphases[0] += share / large;
        Emphases[1] += share * large;
        Emphases[2] += share / bright;
        Emphases[3] += share * bright;
        Emphases[4] += share / (bright * large);
        Emphases[5] += share * bright / large;
        Emphases[6] += share * large / bright;
        Emphases[7] += share * bright * large;
        Entropy -= share * Math.Log2(share + epsilon);
        Energy += share * share;
    }
}
