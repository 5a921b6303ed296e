namespace Vesalius.Dicom.Series;

/// <summary>How the frames of a series lie to each other.</summary>
public enum SliceRegularity
{
    /// <summary>One frame with a place.</summary>
    Single,

    /// <summary>Equal steps: the frames are a volume as they are, sheared where the gantry was tilted.</summary>
    Regular,

    /// <summary>Steps that differ, or slices that are missing: a volume only after resampling.</summary>
    Uneven,

    /// <summary>The files do not say where frames lie: pictures, or moments of a film.</summary>
    Unplaced,
}
