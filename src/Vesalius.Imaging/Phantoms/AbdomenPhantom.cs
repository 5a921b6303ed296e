using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>
/// Abdominal CT scans of patients that do not exist, with known truth: for tests, benchmarks and demonstrations where no real scan may be
/// used. Anatomy, build, position, contrast phase, tumours, grid and noise all follow from a seed.
/// </summary>
/// <remarks>
/// The body is a function of place (fat, muscle, ribs, spine, liver, kidneys, spleen, gut, vessels), not a picture: it can be sampled on any
/// grid, and voxels on a boundary hold the mixture of what they cover. The same seed gives the same voxels whatever the number of threads;
/// different processors may differ in the last bit of a sine and so, rarely, by one Hounsfield unit.
/// </remarks>
public static class AbdomenPhantom
{
    private const int TumourLabel = 4;

    /// <summary>What the values of the truth mean: 1 liver, 2 kidney, 3 spleen, 4 tumour.</summary>
    public static LabelTable Labels { get; } = LabelTable.Named(
    [
        KeyValuePair.Create((int)PhantomOrgan.Liver, "liver"), KeyValuePair.Create((int)PhantomOrgan.Kidney, "kidney"),
        KeyValuePair.Create(3, "spleen"), KeyValuePair.Create(TumourLabel, "tumour"),
    ]);

    /// <summary>Draws a patient.</summary>
    /// <param name="seed">Any number; each stands for another patient.</param>
    /// <param name="options">How the patient is scanned and how ill, or null for the defaults.</param>
    public static PhantomPatient Draw(int seed, PhantomOptions? options = null)
    {
        options ??= new PhantomOptions();
        var anatomy = new AbdomenAnatomy(PhantomDraws.For(seed, 0));
        IReadOnlyList<TumourCourse> courses = new TumourDraws(PhantomDraws.For(seed, 1), anatomy, options).Draw();
        Random random = PhantomDraws.For(seed, 2);
        Affine before = Lying(random, new WorldPoint(random.Between(-40, 40), random.Between(-220, -120), random.Between(-900, 300)), 6);
        Affine after = Moved(random, before);

        PlacedTumour[] first = [.. courses.Select(course => course.Before).OfType<PlacedTumour>()];
        PlacedTumour[] second = [.. courses.Select(course => course.After).OfType<PlacedTumour>()];
        return new PhantomPatient(
            () => Scan(new Visit(seed, 0, before), anatomy, first, options),
            () => Scan(new Visit(seed, 1, after), anatomy, second, options),
            courses.ToDictionary(course => course.Id, course => course.Fate),
            new PhantomMotion(before, after));
    }

    private static PhantomScan Scan(Visit visit, AbdomenAnatomy anatomy, PlacedTumour[] tumours, PhantomOptions options)
    {
        Random random = PhantomDraws.For(visit.Seed, 10 + visit.Number);
        Grid grid = GridAround(anatomy, visit.Pose, options, random);
        float[] intensities = Attenuation.Draw(random, random.Between(0, 1), tumours, visit.Seed);
        int TissueAt(Vector3 point)
        {
            for (int i = 0; i < tumours.Length; i++)
            {
                if (tumours[i].Contains(point))
                {
                    return (int)Tissue.FirstTumour + i;
                }
            }

            return (int)anatomy.At(point);
        }

        var renderer = new ScanRenderer(TissueAt, intensities, [.. Enumerable.Range(0, intensities.Length).Select(LabelOf)]);
        (Volume<float> clean, Volume<ushort> labels) = renderer.Render(grid, visit.Pose, options.Supersampling);
        Volume<float> scan = new CtAcquisition(visit.Seed, visit.Number, options.NoiseHu.Draw(random)).Of(clean);
        return new PhantomScan(scan, new LabelMap(labels, Labels), [.. tumours.Select(tumour => tumour.In(visit.Pose))]);
    }

    private static ushort LabelOf(int tissue) => (Tissue)tissue switch
    {
        Tissue.Liver or Tissue.LiverVessel => (ushort)PhantomOrgan.Liver,
        Tissue.KidneyCortex or Tissue.KidneyMedulla => (ushort)PhantomOrgan.Kidney,
        Tissue.Spleen => 3,
        >= Tissue.FirstTumour => TumourLabel,
        _ => 0,
    };

    /// <summary>How a patient lies on the table: turned a little, around a place in the scanner.</summary>
    private static Affine Lying(Random random, WorldPoint place, double degrees) => Turned(random.Turn(degrees), place);

    private static Affine Moved(Random random, Affine before)
    {
        Quaternion turn = random.Turn(4);
        Vector3 shift = random.Direction() * random.Between(3, 8);
        WorldVector Turn(WorldVector axis) => Wide(Vector3.Transform(new Vector3((float)axis.X, (float)axis.Y, (float)axis.Z), turn)).Normalized;
        return new Affine(Turn(before.XStep), Turn(before.YStep), Turn(before.ZStep), before.Origin + Wide(shift));
    }

    private static Affine Turned(Quaternion turn, WorldPoint place)
    {
        WorldVector Axis(Vector3 axis) => Wide(Vector3.Transform(axis, turn)).Normalized;
        return new Affine(Axis(Vector3.UnitX), Axis(Vector3.UnitY), Axis(Vector3.UnitZ), place);
    }

    private static WorldVector Wide(Vector3 vector) => new(vector.X, vector.Y, vector.Z);

    /// <summary>A grid whose middle lies near the patient's and whose field holds the body's width and depth.</summary>
    private static Grid GridAround(AbdomenAnatomy anatomy, Affine pose, PhantomOptions options, Random random)
    {
        double pixel = options.PixelSpacingMm.Draw(random), slice = options.SliceSpacingMm.Draw(random), tilt = options.TiltDegrees.Draw(random);
        Vector3 extent = anatomy.Extent;
        var size = new Size3((int)Math.Ceiling(extent.X / pixel), (int)Math.Ceiling(extent.Y / pixel), (int)Math.Ceiling(extent.Z / slice));
        Quaternion turn = Quaternion.CreateFromAxisAngle(random.Direction(), (float)(tilt * Math.PI / 180));
        Affine axes = Turned(turn, pose.Origin + Wide(random.Near(Vector3.Zero, 4)));
        var steps = new Affine(axes.XStep * pixel, axes.YStep * pixel, axes.ZStep * slice, axes.Origin);
        return new Grid(size, steps.StartingAt(new VoxelPoint(-0.5 * (size.X - 1), -0.5 * (size.Y - 1), -0.5 * (size.Z - 1))));
    }

    private readonly record struct Visit(int Seed, int Number, Affine Pose);
}
