using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>One kidney: a bent bean with a sinus of fat towards the midline, cortex outside, pyramids of medulla inside.</summary>
internal sealed class KidneyModel
{
    private const float CortexMm = 6;

    private readonly Vector3 centre;
    private readonly Quaternion back;
    private readonly Blob bean;
    private readonly Blob sinus;
    private readonly Waves surface;
    private readonly float bend;
    private readonly float medial;

    /// <summary>Draws a kidney on one side.</summary>
    /// <param name="random">Draws it.</param>
    /// <param name="place">Its middle.</param>
    /// <param name="medial">+1 when the midline lies towards +x, −1 otherwise.</param>
    public KidneyModel(Random random, Vector3 place, float medial)
    {
        centre = random.Near(place, 4);
        this.medial = medial;
        Quaternion lean = Quaternion.CreateFromAxisAngle(Vector3.UnitY, medial * random.Between(0.08, 0.25));
        back = Quaternion.Conjugate(lean * random.Turn(6));
        bend = random.Between(4, 8);
        bean = new Blob(Vector3.Zero, random.Scaled(new Vector3(21, 19, 41), 0.1), Quaternion.Identity, 0.15f);
        sinus = new Blob(new Vector3(medial * 16, -3, 0), random.Scaled(new Vector3(13, 8, 17), 0.12));
        surface = Waves.Draw(random, 3, new PhantomRange(16, 40), 0.9);
    }

    /// <summary>How far a point lies outside the kidney, in millimetres; negative inside.</summary>
    public float Distance(Vector3 point)
    {
        Vector3 offset = point - centre;
        if (offset.LengthSquared() > 60 * 60)
        {
            return offset.Length() - 55;
        }

        Vector3 own = Vector3.Transform(offset, back);
        own.X -= medial * bend * (own.Z * own.Z / 1000 - 0.5f);
        float whole = Solids.Difference(bean.Distance(own), sinus.Distance(own), 4);
        return MathF.Abs(whole) < 4 ? whole + surface.HeightAt(own) : whole;
    }

    /// <summary>The tissue at a point inside.</summary>
    /// <param name="point">The point.</param>
    /// <param name="distance">Its distance as <see cref="Distance"/> gives it.</param>
    public Tissue TissueAt(Vector3 point, float distance)
    {
        float pyramids = MathF.Sin(0.45f * (point.Z - centre.Z)) + MathF.Sin(0.4f * (point.Y - centre.Y));
        return distance < -CortexMm && pyramids > -0.4f ? Tissue.KidneyMedulla : Tissue.KidneyCortex;
    }
}
