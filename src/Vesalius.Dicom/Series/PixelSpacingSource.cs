namespace Vesalius.Dicom.Series;

/// <summary>
/// Where a pixel's size comes from, and so what its millimetres mean. Only <see cref="Patient"/> and the calibrated ones are sizes in the
/// patient.
/// </summary>
public enum PixelSpacingSource
{
    /// <summary>The file says no size; pixels count as 1 × 1.</summary>
    None,

    /// <summary>A size in the patient: tomography, ultrasound regions, dose grids.</summary>
    Patient,

    /// <summary>A projection calibrated with an object of known size in the picture.</summary>
    Fiducial,

    /// <summary>A projection corrected for an assumed distance of the patient from the detector (geometry, magnification factor).</summary>
    GeometryCorrected,

    /// <summary>A size on the detector, or on the scanned film: things in the patient are smaller by an unknown factor.</summary>
    Detector,
}
