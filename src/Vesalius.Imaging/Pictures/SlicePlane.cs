namespace Vesalius.Imaging.Pictures;

/// <summary>The anatomical plane of a slice.</summary>
public enum SlicePlane
{
    /// <summary>Across the body, seen from the feet: the patient's left on the right, front (anterior) above.</summary>
    Axial,

    /// <summary>From ear to ear, seen from the front: the patient's left on the right, head above.</summary>
    Coronal,

    /// <summary>From front to back, seen from the patient's left: front (anterior) on the left, head above.</summary>
    Sagittal,
}
