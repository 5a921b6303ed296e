using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>The liver: a large right lobe, a left lobe across the midline, a hollow below, and vessels within.</summary>
internal sealed class LiverModel
{
    private readonly Blob right;
    private readonly Blob left;
    private readonly Blob hollow;
    private readonly Blob[] vessels;
    private readonly Waves surface;

    public LiverModel(Random random)
    {
        Vector3 place = random.Near(new Vector3(-45, -4, 12), 4);
        right = new Blob(place, random.Scaled(new Vector3(46, 52, 50), 0.08), random.Turn(8), 0.2f);
        left = new Blob(place + random.Near(new Vector3(52, -26, 16), 5), random.Scaled(new Vector3(46, 24, 24), 0.15), random.Turn(10));
        hollow = new Blob(place + random.Near(new Vector3(34, 14, -46), 5), new Vector3(34, 40, 40), random.Turn(15));
        surface = Waves.Draw(random, 4, new PhantomRange(22, 60), 1.3);
        vessels = [.. Enumerable.Range(0, 7).Select(_ => Vessel(random, place))];
    }

    private static Blob Vessel(Random random, Vector3 place) => new(
        random.Near(place + new Vector3(6, 0, 6), 22),
        new Vector3(random.Between(2, 4), random.Between(2, 4), random.Between(16, 30)),
        Quaternion.CreateFromAxisAngle(random.Direction(), random.Between(0, Math.PI)));

    /// <summary>How far a point lies outside the liver, in millimetres; negative inside.</summary>
    public float Distance(Vector3 point, float cavityDistance)
    {
        float lobes = Solids.Union(right.Distance(point), left.Distance(point), 14);
        if (lobes > 8)
        {
            return lobes;
        }

        float whole = Solids.Difference(lobes, hollow.Distance(point), 10);
        float rough = MathF.Abs(whole) < 6 ? whole + surface.HeightAt(point) : whole;
        return Solids.Intersection(rough, cavityDistance + 1.5f, 5);
    }

    /// <summary>The tissue at a point inside.</summary>
    public Tissue TissueAt(Vector3 point) => vessels.Any(point, 0) ? Tissue.LiverVessel : Tissue.Liver;
}
