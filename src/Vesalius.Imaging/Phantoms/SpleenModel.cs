using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>The spleen: a rounded body hollowed where the stomach lies against it.</summary>
internal sealed class SpleenModel
{
    private readonly Blob body;
    private readonly Blob hollow;
    private readonly Waves surface;

    public SpleenModel(Random random)
    {
        Vector3 place = random.Near(new Vector3(66, 20, 24), 4);
        body = new Blob(place, random.Scaled(new Vector3(21, 31, 33), 0.13), random.Turn(12), 0.1f);
        hollow = new Blob(place + random.Near(new Vector3(-28, -12, 0), 3), new Vector3(20, 30, 40), random.Turn(10));
        surface = Waves.Draw(random, 3, new PhantomRange(20, 50), 1.1);
    }

    /// <summary>How far a point lies outside the spleen, in millimetres; negative inside.</summary>
    public float Distance(Vector3 point, float cavityDistance)
    {
        float solid = body.Distance(point);
        if (solid > 8)
        {
            return solid;
        }

        float whole = Solids.Difference(solid, hollow.Distance(point), 6);
        float rough = MathF.Abs(whole) < 5 ? whole + surface.HeightAt(point) : whole;
        return Solids.Intersection(rough, cavityDistance + 1.5f, 5);
    }
}
