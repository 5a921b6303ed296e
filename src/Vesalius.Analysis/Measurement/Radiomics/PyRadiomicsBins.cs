namespace Vesalius.Analysis.Measurement.Radiomics;

/// <summary>PyRadiomics' grey levels: bins that hold their lower edge, the edges rounded as it rounds them.</summary>
internal static class PyRadiomicsBins
{
    /// <summary>The grey level, 1 or more, of each value.</summary>
    public static int[] Levels(double[] values, PyRadiomicsSettings settings)
    {
        double least = values.Min(), greatest = values.Max();
        (double first, double width, double bins) = settings.BinCount is { } count
            ? (least, (greatest - least) / count, (double)count)
            : (FirstEdge(least, settings.BinWidth), settings.BinWidth, double.PositiveInfinity);
        if (width == 0)
        {
            return [.. values.Select(_ => 1)];
        }

        if ((greatest - first) / width >= int.MaxValue)
        {
            throw new ArgumentException(
                $"Intensities from {least:R} to {greatest:R} in bins of {width:R} make too many grey levels: use wider bins.");
        }

        return [.. values.Select(value => (int)Math.Min(Bin(value, first, width), bins - 1) + 1)];
    }

    /// <summary>The greatest multiple of the width that is not above the least value.</summary>
    private static double FirstEdge(double least, double width) => least - (least - Math.Floor(least / width) * width);

    /// <summary>The bin of a value: the last one whose lower edge is not above it.</summary>
    private static int Bin(double value, double first, double width)
    {
        int bin = (int)Math.Floor((value - first) / width);
        return first + (bin + 1) * width <= value ? bin + 1 : first + bin * width > value ? bin - 1 : bin;
    }
}
