namespace Vesalius.Imaging.Phantoms;

/// <summary>
/// A tumour of a phantom as it truly is in one scan. Its numbers come from its mathematical shape, not from the voxels that show it.
/// </summary>
/// <param name="Id">The same number for the same tumour in the patient's other scan; 1 or more.</param>
/// <param name="Organ">Where it grows.</param>
/// <param name="Centre">Its centre of mass, LPS+ millimetres in the frame of its scan.</param>
/// <param name="VolumeMl">Its volume in millilitres.</param>
/// <param name="LongestDiameterMm">The greatest distance between two points of its surface, in any direction, in millimetres.</param>
/// <param name="IsSpiculated">Whether spikes reach from it into the organ.</param>
public sealed record PhantomTumour(
    int Id, PhantomOrgan Organ, WorldPoint Centre, double VolumeMl, double LongestDiameterMm, bool IsSpiculated);
