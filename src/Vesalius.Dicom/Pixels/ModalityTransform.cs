using Vesalius.Dicom.Series;

namespace Vesalius.Dicom.Pixels;

/// <summary>From stored values to what they mean (Hounsfield units, counts, dose): a line, or a table (PS3.3 C.11.1).</summary>
/// <param name="Slope">What a stored value is multiplied by.</param>
/// <param name="Intercept">What is added then.</param>
public sealed record ModalityTransform(double Slope, double Intercept)
{
    /// <summary>Stored values mean themselves.</summary>
    public static ModalityTransform Identity { get; } = new(1, 0);

    /// <summary>The table, which counts instead of the line; null for a line.</summary>
    public LookupTable? Table { get; init; }

    /// <summary>The unit as the file has it: <c>HU</c>, <c>US</c> (unspecified), <c>BQML</c>. Null where nothing is said.</summary>
    public string? Unit { get; init; }

    /// <summary>
    /// The transform of a frame: its functional groups first, then a modality LUT, then the rescale elements, then a dose scaling.
    /// </summary>
    /// <param name="dataset">The file's data set.</param>
    /// <param name="groups">The frame's functional groups.</param>
    public static ModalityTransform Of(DicomDataset dataset, FunctionalGroups groups)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Macro(Tags.PixelValueTransformationSequence) is { } macro)
        {
            return OfLine(macro) ?? Identity;
        }

        string? modality = dataset.Text(Tags.Modality);
        if (Modalities.HaveNoPhysicalValues(modality))
        {
            return Identity;
        }

        return OfTable(dataset) ?? OfLine(dataset)
            ?? (dataset.NumberOrNone(Tags.DoseGridScaling) is { } dose and not 0
                ? new ModalityTransform(dose, 0) { Unit = "GY" } : Identity);
    }

    /// <summary>What a stored value means.</summary>
    public double Apply(double stored) => Table is { } table ? table[stored] : stored * Slope + Intercept;

    private static ModalityTransform? OfTable(DicomDataset dataset)
    {
        if (dataset.Items(Tags.ModalityLUTSequence) is not [var item, ..])
        {
            return null;
        }

        bool isSigned = dataset.NumberOrNone(Tags.PixelRepresentation) == 1;
        return LookupTable.Of(item, Tags.LUTDescriptor, Tags.LUTData, isSigned) is { } table ? Identity with { Table = table } : null;
    }

    /// <summary>A slope of zero would make all values the same; files that have it mean that there is none.</summary>
    private static ModalityTransform? OfLine(DicomDataset dataset)
    {
        double? slope = dataset.NumberOrNone(Tags.RescaleSlope), intercept = dataset.NumberOrNone(Tags.RescaleIntercept);
        if ((slope is null && intercept is null) || !double.IsFinite(slope ?? 1) || !double.IsFinite(intercept ?? 0))
        {
            return null;
        }

        return new ModalityTransform(
            slope is null or 0 ? 1 : slope.Value, intercept ?? 0) { Unit = dataset.Text(Tags.RescaleType) ?? dataset.Text(Tags.Units) };
    }
}
