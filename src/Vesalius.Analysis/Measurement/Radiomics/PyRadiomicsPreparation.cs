using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>
/// The intensities that PyRadiomics looks at: normalised over the whole image and cut to a range, if the settings say so.
/// </summary>
/// <param name="Region">The region, on new voxels if the settings ask for them.</param>
/// <param name="Inside">The mask of the voxels that count, in the region's own box.</param>
/// <param name="Values">Their intensities, in memory order.</param>
internal sealed record PyRadiomicsPreparation(Volume<bool> Region, Volume<bool> Inside, double[] Values)
{
    /// <summary>Prepares a region of a scan, or null when resampling left nothing of it. Voxels that are not finite do not count.</summary>
    public static PyRadiomicsPreparation? Of(Volume<float> image, LabelRegion region, PyRadiomicsSettings settings)
    {
        (double mean, double scale) = settings.NormalizeScale is { } wanted ? Normalisation(image.Voxels, wanted) : (0, 1);
        bool whole = settings.ResampledSpacing is not null
            && settings.NormalizeScale is null && Array.TrueForAll(image.Array, float.IsInteger);
        if (settings.ResampledSpacing is { } spacing)
        {
            if (PyRadiomicsResampling.Of(image, region, spacing) is not { } resampled)
            {
                return null;
            }

            (image, region) = (whole ? resampled.Image.Map(MathF.Truncate) : resampled.Image, resampled.Region);
        }

        PreparedRegion prepared = PreparedRegion.Of(image, region, default);
        if (settings.ResegmentSigma is { } sigma && prepared.Values.Length > 0)
        {
            // The bounds are the same before and after normalisation, but for rounding.
            double[] all = [.. prepared.Values.Select(value => (value - mean) * scale)];
            double centre = all.Average(), deviation = Math.Sqrt(all.Average(value => (value - centre) * (value - centre)));
            var usual = new IntensityRange(centre - sigma * deviation, centre + sigma * deviation);
            prepared = prepared.Keeping(value => usual.Contains((value - mean) * scale));
        }

        return new PyRadiomicsPreparation(region.Mask, prepared.Inside, [.. prepared.Values.Select(value => (value - mean) * scale)]);
    }

    private static (double Mean, double Scale) Normalisation(ReadOnlySpan<float> image, double wanted)
    {
        double sum = 0, squares = 0;
        foreach (float value in image)
        {
            sum += value;
        }

        double mean = sum / image.Length;
        foreach (float value in image)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, wanted / Math.Sqrt(squares / (image.Length - 1)));
    }
}
