using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>
/// The body of one phantom patient as a function of place: which tissue lies at a point. Points are in the patient's own frame: millimetres
/// to the left, to the back and to the head, from a point on the body's axis.
/// </summary>
internal sealed class AbdomenAnatomy
{
    private const float FatGapMm = 2.5f;

    private readonly Vector3 build;
    private readonly Waves deformation;
    private readonly Trunk trunk;
    private readonly LiverModel liver;
    private readonly KidneyModel rightKidney;
    private readonly KidneyModel leftKidney;
    private readonly SpleenModel spleen;
    private readonly GutModel gut;

    public AbdomenAnatomy(Random random)
    {
        build = random.Scaled(Vector3.One, 0.05) * random.Between(0.95, 1.05);
        deformation = Waves.Draw(random, 4, new PhantomRange(130, 240), 4);
        trunk = new Trunk(random);
        liver = new LiverModel(random);
        rightKidney = new KidneyModel(random, new Vector3(-51, 27, -24), 1);
        leftKidney = new KidneyModel(random, new Vector3(50, 26, -10), -1);
        spleen = new SpleenModel(random);
        gut = new GutModel(random);
    }

    /// <summary>The size of the box around the body, in millimetres.</summary>
    public Vector3 Extent => build * new Vector3(236, 180, 150);

    /// <summary>The tissue at a point.</summary>
    public Tissue At(Vector3 patient)
    {
        Vector3 point = Standard(patient);
        float depth = trunk.Depth(point), cavityDistance = trunk.CavityDistance(depth);
        if (depth < 0)
        {
            return Tissue.RoomAir;
        }

        return trunk.SpineAt(point) ?? (cavityDistance > 0 ? trunk.WallAt(point, depth) : CavityAt(point, cavityDistance));
    }

    /// <summary>How far a point lies outside an organ, in about millimetres; negative inside.</summary>
    public float OrganDistance(PhantomOrgan organ, Vector3 patient)
    {
        Vector3 point = Standard(patient);
        return organ == PhantomOrgan.Liver
            ? liver.Distance(point, trunk.CavityDistance(trunk.Depth(point)))
            : MathF.Min(rightKidney.Distance(point), leftKidney.Distance(point));
    }

    private Vector3 Standard(Vector3 patient) => (patient + deformation.At(patient)) / build;

    private Tissue CavityAt(Vector3 point, float cavityDistance)
    {
        if (gut.VesselAt(point) is { } vessel)
        {
            return vessel;
        }

        KidneyModel near = point.X < 0 ? rightKidney : leftKidney;
        float kidney = near.Distance(point);
        if (kidney < 0)
        {
            return near.TissueAt(point, kidney);
        }

        bool besideKidney = kidney < FatGapMm;
        if (liver.Distance(point, cavityDistance) < 0)
        {
            return besideKidney ? Tissue.Fat : liver.TissueAt(point);
        }

        bool inSpleen = point.X > 20 && spleen.Distance(point, cavityDistance) < 0;
        return besideKidney ? Tissue.Fat : inSpleen ? Tissue.Spleen : gut.TissueAt(point);
    }
}
