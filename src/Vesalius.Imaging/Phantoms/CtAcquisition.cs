namespace Vesalius.Imaging.Phantoms;

/// <summary>What a scanner adds to the truth: noise with the grain of a reconstructed image, mottle in the organs, and a drift over the field.</summary>
/// <param name="seed">The patient's seed.</param>
/// <param name="scan">Which of the patient's scans.</param>
/// <param name="noiseHu">The standard deviation of the noise at mid-depth of the body.</param>
internal sealed class CtAcquisition(int seed, int scan, double noiseHu)
{
    private const double MottleHu = 4, LargestDrift = 0.008;

    private static readonly float[] Narrow = [0.25f, 0.5f, 0.25f];
    private static readonly float[] Wide = [1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f];

    /// <summary>The scan as the scanner shows it, in whole Hounsfield units not below −1024.</summary>
    public Volume<float> Of(Volume<float> clean)
    {
        var result = new Volume<float>(clean.Grid);
        Random random = PhantomDraws.For(seed, 900 + scan);
        (float driftX, float driftY, float cup) = (random.Between(-1, 1), random.Between(-1, 1), random.Between(-1, 0));
        Waves mottle = Waves.Draw(random, 6, new PhantomRange(9, 30), MottleHu);
        Size3 size = clean.Size;
        Spacing spacing = clean.Grid.Spacing;
        Parallel.For(0, size.Z, z =>
        {
            float[] noise = Grain(z, size.X, size.Y);
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<float> from = clean.Row(y, z);
                Span<float> to = result.Row(y, z);
                for (int x = 0; x < size.X; x++)
                {
                    float u = 2f * x / size.X - 1, v = 2f * y / size.Y - 1, fromCentre = u * u + v * v;
                    float drift = (float)LargestDrift * (driftX * u + driftY * v + cup * (1 - fromCentre));
                    float deviation = (float)noiseHu * (1.35f - 0.6f * MathF.Min(fromCentre, 1.2f));
                    float texture = MathF.Abs(from[x] - 100) < 120
                        ? mottle.HeightAt(new((float)(x * spacing.X), (float)(y * spacing.Y), (float)(z * spacing.Z)))
                        : 0;
                    float value = from[x] + (from[x] + 1000) * drift + texture + deviation * noise[x + size.X * y];
                    to[x] = MathF.Max(-1024, MathF.Round(value));
                }
            }
        });
        return result;
    }

    /// <summary>Noise of deviation 1 in one slice. Its lowest frequencies are lessened and its highest removed, as filtered back-projection does.</summary>
    private float[] Grain(int z, int width, int height)
    {
        const float Lessened = 0.6f;
        Random random = PhantomDraws.For(seed, 100_000 * (scan + 1) + z);
        var white = new float[width * height];
        for (int i = 0; i < white.Length; i++)
        {
            white[i] = random.Gaussian();
        }

        float[] narrow = Blurred(white, width, Narrow), wide = Blurred(white, width, Wide);
        float nn = Product(Narrow, Narrow), nw = Product(Narrow, Wide), ww = Product(Wide, Wide);
        float deviation = MathF.Sqrt(nn * nn - 2 * Lessened * nw * nw + Lessened * Lessened * ww * ww);
        return [.. narrow.Zip(wide, (sharp, smooth) => (sharp - Lessened * smooth) / deviation)];
    }

    /// <summary>The sum of products of two kernels laid centre on centre.</summary>
    private static float Product(float[] a, float[] b)
    {
        float sum = 0;
        int shift = (b.Length - a.Length) / 2;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i + shift];
        }

        return sum;
    }

    /// <summary>A slice smoothed along both axes; it is continued around its edges.</summary>
    private static float[] Blurred(float[] slice, int width, float[] kernel)
    {
        int height = slice.Length / width, reach = kernel.Length / 2;
        var along = new float[slice.Length];
        var result = new float[slice.Length];
        for (int i = 0; i < slice.Length; i++)
        {
            int x = i % width, row = i - x;
            for (int k = -reach; k <= reach; k++)
            {
                along[i] += kernel[k + reach] * slice[row + (x + k + width) % width];
            }
        }

        for (int i = 0; i < slice.Length; i++)
        {
            for (int k = -reach; k <= reach; k++)
            {
                result[i] += kernel[k + reach] * along[(i + (k + height) * width) % slice.Length];
            }
        }

        return result;
    }
}
