namespace Vesalius.Imaging.Pictures;

/// <summary>Which intensities are shown from black to white; what lies outside is black or white.</summary>
/// <param name="Low">The intensity shown black.</param>
/// <param name="High">The intensity shown white; above <paramref name="Low"/>.</param>
public sealed record IntensityWindow(double Low, double High)
{
    /// <summary>CT of soft tissue, in Hounsfield units: level 40, width 400.</summary>
    public static IntensityWindow SoftTissue { get; } = Around(40, 400);

    /// <summary>CT of the lung, in Hounsfield units: level −600, width 1500.</summary>
    public static IntensityWindow Lung { get; } = Around(-600, 1500);

    /// <summary>CT of bone, in Hounsfield units: level 400, width 1800.</summary>
    public static IntensityWindow Bone { get; } = Around(400, 1800);

    /// <summary>A window given as radiologists do.</summary>
    /// <param name="level">The intensity shown mid-grey.</param>
    /// <param name="width">The range from black to white.</param>
    public static IntensityWindow Around(double level, double width) => new(level - width / 2, level + width / 2);

    /// <summary>
    /// The window from one percentile of a scan's voxels to another, leaving out what is not finite; for scans without a fixed scale (MR, X-ray).
    /// A scan of one value gets a window of width 1 around it; one without finite voxels gets 0 to 1.
    /// </summary>
    /// <param name="scan">The scan.</param>
    /// <param name="lower">The percentile shown black, 0 to 100.</param>
    /// <param name="upper">The percentile shown white, 0 to 100.</param>
    public static IntensityWindow OfPercentiles(Volume<float> scan, double lower = 0.5, double upper = 99.5)
    {
        ArgumentNullException.ThrowIfNull(scan);
        int step = Math.Max(1, scan.Voxels.Length / 1_000_000);
        var sample = new List<float>();
        for (int i = 0; i < scan.Voxels.Length; i += step)
        {
            if (float.IsFinite(scan.Voxels[i]))
            {
                sample.Add(scan.Voxels[i]);
            }
        }

        if (sample.Count == 0)
        {
            return new IntensityWindow(0, 1);
        }

        sample.Sort();
        float At(double percentile) => sample[(int)Math.Round(Math.Clamp(percentile, 0, 100) / 100 * (sample.Count - 1))];
        (float low, float high) = (At(lower), At(upper));
        return high > low ? new IntensityWindow(low, high) : Around(low, 1);
    }

    /// <summary>The grey of an intensity, 0 to 255. NaN is black.</summary>
    public byte Grey(double intensity) => double.IsNaN(intensity) ? (byte)0 : (byte)Math.Round(255 * Math.Clamp((intensity - Low) / (High - Low), 0, 1));
}
