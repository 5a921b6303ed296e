namespace Vesalius.Dicom.Series;

/// <summary>What someone who uses a series should know.</summary>
internal static class SeriesWarnings
{
    /// <summary>Below this angle in degrees a tilt is rounding of positions.</summary>
    private const double Tilted = 0.1;

    public static IEnumerable<string> Of(DicomSeries series)
    {
        SliceGeometry geometry = series.Geometry;
        if (geometry.Regularity == SliceRegularity.Uneven)
        {
            yield return $"slices are not at equal distances: steps are {geometry.StepsMm.Min():0.###} to {geometry.StepsMm.Max():0.###} mm; the grid has their mean";
        }

        if (geometry.MissingSlices > 0)
        {
            yield return $"{geometry.MissingSlices} slice(s) seem to be missing";
        }

        if (geometry.TiltDegrees > Tilted)
        {
            yield return $"the gantry was tilted by {geometry.TiltDegrees:0.##}°: the grid is sheared, as the slices are";
        }

        if (geometry.SpacingSource == PixelSpacingSource.Detector)
        {
            yield return "pixel sizes are those on the detector; sizes in the patient are smaller by an unknown factor";
        }
        else if (geometry.SpacingSource == PixelSpacingSource.None)
        {
            yield return "the file gives no pixel size; pixels count as 1 mm";
        }

        if (geometry.Regularity == SliceRegularity.Unplaced && series.Frames.Count > 1)
        {
            yield return "frames have no places in the patient: the third axis counts them, it is no distance";
        }

        if (series.First.IsBurnedIn)
        {
            yield return "the file says that texts about the patient are burned into the picture";
        }
    }
}
