using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>A tumour in the patient's own frame at one time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Organ">Where it grows.</param>
/// <param name="Place">Its inner point, in millimetres.</param>
/// <param name="Shape">Its form.</param>
/// <param name="Scale">Millimetres per unit of the form.</param>
internal sealed record PlacedTumour(int Id, PhantomOrgan Organ, Vector3 Place, TumourShape Shape, float Scale)
{
    public double VolumeMl => Shape.Volume * Math.Pow(Scale, 3) / 1000;

    public float Reach => Shape.GreatestRadius * Scale;

    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(Vector3 point)
    {
        Vector3 offset = point - Place;
        float distance = offset.Length() / Scale;
        return distance < Shape.GreatestRadius
            && (distance < Shape.LeastRadius || distance < Shape.RadiusAlong(offset / (distance * Scale)));
    }

    /// <summary>The scale at which a form has a volume.</summary>
    public static float ScaleFor(TumourShape shape, double volumeMl) => (float)Math.Cbrt(volumeMl * 1000 / shape.Volume);

    /// <summary>The tumour as the user sees it, in a scan where the patient lies as given.</summary>
    public PhantomTumour In(Affine pose)
    {
        Vector3 centre = Place + Shape.Centroid * Scale;
        return new PhantomTumour(
            Id, Organ, pose.Apply(new VoxelPoint(centre.X, centre.Y, centre.Z)), VolumeMl, Shape.Diameter * Scale, Shape.IsSpiculated);
    }
}
