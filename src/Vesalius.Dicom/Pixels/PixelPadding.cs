namespace Vesalius.Dicom.Pixels;

/// <summary>The stored values that mean "no picture here" (PS3.3 C.7.5.1.1.2), such as the corners around a round field of view.</summary>
/// <param name="Lowest">The lowest of them.</param>
/// <param name="Highest">The highest of them.</param>
public readonly record struct PixelPadding(double Lowest, double Highest)
{
    /// <summary>Whether a stored value is padding.</summary>
    public bool Contains(double stored) => stored >= Lowest && stored <= Highest;

    /// <summary>What a data set says, or null where it says nothing.</summary>
    public static PixelPadding? Of(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.NumberOrNone(Tags.PixelPaddingValue) is not { } written)
        {
            return null;
        }

        double value = Signed(dataset, written), limit =
            dataset.NumberOrNone(Tags.PixelPaddingRangeLimit) is { } other ? Signed(dataset, other) : value;
        return new PixelPadding(Math.Min(value, limit), Math.Max(value, limit));
    }

    /// <summary>Some writers of signed pixels write the padding as an unsigned number.</summary>
    private static double Signed(DicomDataset dataset, double value) =>
        dataset.NumberOrNone(Tags.PixelRepresentation) == 1 && value is > short.MaxValue and <= ushort.MaxValue ? value - 65536 : value;
}
