using Vesalius.Dicom.Pixels;

namespace Vesalius.Dicom.Series;

/// <summary>The distance of neighbouring pixels and what it means (PS3.3 10.7).</summary>
/// <param name="X">Millimetres from one column to the next.</param>
/// <param name="Y">Millimetres from one row to the next.</param>
/// <param name="Source">Where it comes from.</param>
public readonly record struct PixelSize(double X, double Y, PixelSpacingSource Source)
{
    private const int Centimetres = 3;

    /// <summary>The pixel size of a frame.</summary>
    /// <param name="dataset">The file's data set.</param>
    /// <param name="groups">The frame's functional groups; of an ordinary file there are none.</param>
    public static PixelSize Of(DicomDataset dataset, FunctionalGroups groups)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(groups);
        return From(groups.Macro(Tags.PixelMeasuresSequence)?.NumbersOrNone(Tags.PixelSpacing), PixelSpacingSource.Patient)
            ?? OfPixelSpacing(dataset)
            ?? OfDetector(dataset)
            ?? From(dataset.NumbersOrNone(Tags.NominalScannedPixelSpacing), PixelSpacingSource.Detector)
            ?? OfUltrasound(dataset)
            ?? OfAspect(dataset);
    }

    /// <summary>Whether the millimetres are those of the patient.</summary>
    public bool IsPatientSize =>
        Source is PixelSpacingSource.Patient or PixelSpacingSource.Fiducial or PixelSpacingSource.GeometryCorrected;

    private static PixelSize? OfPixelSpacing(DicomDataset dataset)
    {
        bool isProjection = Modalities.AreProjections(dataset.Text(Tags.Modality));
        return From(dataset.NumbersOrNone(Tags.PixelSpacing), isProjection ? Projected(dataset) : PixelSpacingSource.Patient);
    }

    /// <summary>
    /// A projection's PixelSpacing is only a size in the patient where the file says how it was calibrated, or where it differs from the
    /// detector's.
    /// </summary>
    private static PixelSpacingSource Projected(DicomDataset dataset)
    {
        double[] spacing = dataset.NumbersOrNone(Tags.PixelSpacing), detector = dataset.NumbersOrNone(Tags.ImagerPixelSpacing);
        return dataset.Text(Tags.PixelSpacingCalibrationType) switch
        {
            "FIDUCIAL" => PixelSpacingSource.Fiducial,
            "GEOMETRY" => PixelSpacingSource.GeometryCorrected,
            _ when detector.Length == 2 && spacing.Length == 2 && (detector[0] != spacing[0] || detector[1] != spacing[1]) =>
                PixelSpacingSource.GeometryCorrected,
            _ => PixelSpacingSource.Detector,
        };
    }

    private static PixelSize? OfDetector(DicomDataset dataset)
    {
        double[] spacing = dataset.NumbersOrNone(Tags.ImagerPixelSpacing);
        return dataset.NumberOrNone(Tags.EstimatedRadiographicMagnificationFactor) is { } magnification and > 0
            ? From([.. spacing.Select(value => value / magnification)], PixelSpacingSource.GeometryCorrected)
            : From(spacing, PixelSpacingSource.Detector);
    }

    /// <summary>Ultrasound has regions; a size is known where all that have one agree.</summary>
    private static PixelSize? OfUltrasound(DicomDataset dataset)
    {
        PixelSize?[] sizes = [.. dataset.Items(Tags.SequenceOfUltrasoundRegions)
            .Where(region => region.NumberOrNone(Tags.PhysicalUnitsXDirection) == Centimetres
                && region.NumberOrNone(Tags.PhysicalUnitsYDirection) == Centimetres)
            .Select(region => From(
                [10 * region.NumberOrNone(Tags.PhysicalDeltaY) ?? 0, 10 * region.NumberOrNone(Tags.PhysicalDeltaX) ?? 0],
                PixelSpacingSource.Patient))
            .Distinct()];
        return sizes is [var only] ? only : null;
    }

    private static PixelSize OfAspect(DicomDataset dataset) =>
        dataset.NumbersOrNone(Tags.PixelAspectRatio) is [> 0 and var rows, > 0 and var columns]
        ? new PixelSize(1, rows / columns, PixelSpacingSource.None)
        : new PixelSize(1, 1, PixelSpacingSource.None);

    /// <summary>DICOM writes the distance of rows first. Numbers that are no distances count as absent.</summary>
    private static PixelSize? From(double[]? rowsAndColumns, PixelSpacingSource source) =>
        rowsAndColumns is [var y, var x, ..] && double.IsFinite(x) && double.IsFinite(y) && x > 0 && y > 0
            ? new PixelSize(x, y, source) : null;
}
