using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>What fills the rest of the cavity: stomach and bowel with fluid and gas, pancreas, gallbladder, great vessels, lung bases and heart.</summary>
internal sealed class GutModel
{
    private const float Endless = 1e4f, WallMm = 3;

    private readonly Blob stomach;
    private readonly Blob gallbladder;
    private readonly Blob pancreas;
    private readonly Blob aorta;
    private readonly Blob cava;
    private readonly Blob heart;
    private readonly Blob[] lungs;
    private readonly (Blob Loop, float FluidLevel)[] bowel;
    private readonly float stomachLevel;

    public GutModel(Random random)
    {
        stomach = new Blob(random.Near(new Vector3(36, -22, 16), 4), random.Scaled(new Vector3(25, 25, 32), 0.15), random.Turn(20));
        stomachLevel = stomach.Centre.Y + random.Between(-20, -6);
        gallbladder = new Blob(random.Near(new Vector3(-32, -30, -30), 5), random.Scaled(new Vector3(9, 10, 17), 0.25), random.Turn(25));
        pancreas = new Blob(random.Near(new Vector3(8, -8, -8), 4), random.Scaled(new Vector3(44, 8, 10), 0.12), random.Turn(14));
        aorta = new Blob(random.Near(new Vector3(7, 5, 0), 2), random.Scaled(new Vector3(8.5f, 8.5f, Endless), 0.1));
        cava = new Blob(random.Near(new Vector3(-16, 6, 0), 2), random.Scaled(new Vector3(10, 7, Endless), 0.15));
        heart = new Blob(random.Near(new Vector3(14, -22, 92), 4), new Vector3(44, 36, 38));
        lungs =
        [
            new(random.Near(new Vector3(-46, 8, 96), 4), new Vector3(48, 58, 72)),
            new(random.Near(new Vector3(48, 10, 92), 4), new Vector3(46, 56, 66)),
        ];
        bowel = [.. Enumerable.Range(0, 16).Select(_ => Loop(random))];
    }

    private static (Blob, float) Loop(Random random)
    {
        var centre = new Vector3(random.Between(-72, 72), random.Between(-46, 4), random.Between(-80, -18));
        var loop = new Blob(centre, random.Scaled(new Vector3(14, 13, 15), 0.35), random.Turn(60));
        return (loop, centre.Y + random.Between(-30, 4));
    }

    /// <summary>A great vessel at a point, or null: they lie before every organ.</summary>
    public Tissue? VesselAt(Vector3 point) =>
        MathF.Abs(point.X) > 34 || point.Z > 70 ? null
        : aorta.Distance(point) < 0 ? Tissue.Aorta
        : cava.Distance(point) < 0 ? Tissue.Cava
        : null;

    /// <summary>The organ around the labelled ones at a point, or fat.</summary>
    public Tissue TissueAt(Vector3 point)
    {
        float wall = stomach.Distance(point);
        return wall < 0 ? Content(wall, point.Y < stomachLevel)
            : gallbladder.Distance(point) < 0 ? Tissue.Gallbladder
            : pancreas.Distance(point) < 0 ? Tissue.Pancreas
            : point.Z > 20 && heart.Distance(point) < 0 ? Tissue.Heart
            : point.Z > 10 && lungs.Any(point, 0) ? Tissue.Lung
            : point.Z < 6 ? BowelAt(point)
            : Tissue.Fat;
    }

    private Tissue BowelAt(Vector3 point)
    {
        foreach ((Blob loop, float level) in bowel)
        {
            float wall = loop.Distance(point);
            if (wall < 0)
            {
                return Content(wall, point.Y < level);
            }
        }

        return Tissue.Fat;
    }

    private static Tissue Content(float wall, bool aboveLevel) =>
        wall > -WallMm ? Tissue.GutWall : aboveLevel ? Tissue.GutGas : Tissue.GutContent;
}
