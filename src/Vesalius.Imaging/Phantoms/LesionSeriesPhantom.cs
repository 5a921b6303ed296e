using System.Numerics;
using Vesalius.Imaging.Registration;

namespace Vesalius.Imaging.Phantoms;

/// <summary>
/// Masks of patients that do not exist, with many lesions over several visits: lesions grow, shrink, come, go, merge and fall apart, and
/// the
/// patient lies differently each time. Everything follows from a seed.
/// </summary>
public static class LesionSeriesPhantom
{
    private const float MarginMm = 12;

    /// <summary>Draws a patient.</summary>
    /// <param name="seed">Any number; each stands for another patient.</param>
    /// <param name="options">What the patient is like, or null for the defaults.</param>
    public static LesionSeries Draw(int seed, LesionSeriesOptions? options = null)
    {
        options ??= new LesionSeriesOptions();
        IReadOnlyList<SeriesTumour> tumours = new SeriesDraws(PhantomDraws.For(seed, 100), options).Draw();
        Random random = PhantomDraws.For(seed, 101);
        WorldTransform[] poses = [.. Enumerable.Range(0, options.Visits).Select(visit => Pose(random, visit == 0 ? 0 : 1, options))];
        return new LesionSeries([.. poses.Select((pose, visit) => Visit(
            [.. tumours.Where(tumour => tumour.At(visit) is not null)], visit, (pose, poses[0]), (options, random)))]);
    }

    private static WorldTransform Pose(Random random, double amount, LesionSeriesOptions options)
    {
        Vector3 axis = random.Direction(), shift = random.Direction() * (float)(amount * options.ShiftMm);
        double angle = amount * random.Between(-1, 1) * options.TurnDegrees * Math.PI / 180;
        return WorldTransform.Rotation(Wide(axis) * angle, default).Then(WorldTransform.Shift(Wide(shift)));
    }

    private static LesionVisit Visit(
        SeriesTumour[] tumours, int visit, (WorldTransform Own, WorldTransform First) pose,
        (LesionSeriesOptions Options, Random Random) draw)
    {
        double pixel = draw.Options.PixelSpacingMm.Draw(draw.Random), slice = draw.Options.SliceSpacingMm.Draw(draw.Random);
        Vector3 field = SeriesDraws.Field + new Vector3(2 * MarginMm);
        var size = new Size3((int)(field.X / pixel), (int)(field.Y / pixel), (int)(field.Z / slice));
        Vector3 first = -field / 2 + draw.Random.Near(Vector3.Zero, 2);
        var labels = new Volume<ushort>(new Grid(
            size, Affine.FromSpacing(new Spacing(pixel, pixel, slice), new WorldPoint(first.X, first.Y, first.Z))));
        WorldTransform toPatient = pose.Own.Inverse();
        foreach (SeriesTumour tumour in tumours)
        {
            PaintInPlace(labels, tumour.At(visit)!, pose.Own, toPatient);
        }

        var map = new LabelMap(labels, LabelTable.Named([KeyValuePair.Create(1, "lesion")]));
        return new LesionVisit(map, [.. Lesions(tumours, visit, pose.Own)], toPatient.Then(pose.First));
    }

    private static void PaintInPlace(Volume<ushort> labels, PlacedTumour tumour, WorldTransform pose, WorldTransform toPatient)
    {
        VoxelPoint centre = labels.Grid.ToVoxel(pose.Apply(Point(tumour.Place)));
        Spacing spacing = labels.Grid.Spacing;
        (int From, int To) Range(double at, double step, int count) =>
            (Math.Max(0, (int)(at - tumour.Reach / step) - 1), Math.Min(count - 1, (int)(at + tumour.Reach / step) + 2));
        (int x0, int x1) = Range(centre.X, spacing.X, labels.Size.X);
        (int y0, int y1) = Range(centre.Y, spacing.Y, labels.Size.Y);
        (int z0, int z1) = Range(centre.Z, spacing.Z, labels.Size.Z);
        for (int z = z0; z <= z1; z++)
        {
            for (int y = y0; y <= y1; y++)
            {
                Span<ushort> row = labels.Row(y, z);
                for (int x = x0; x <= x1; x++)
                {
                    WorldPoint at = toPatient.Apply(labels.Grid.ToWorld(new VoxelPoint(x, y, z)));
                    row[x] = tumour.Contains(new Vector3((float)at.X, (float)at.Y, (float)at.Z)) ? (ushort)1 : row[x];
                }
            }
        }
    }

    private static IEnumerable<SeriesLesion> Lesions(SeriesTumour[] tumours, int visit, WorldTransform pose)
    {
        foreach (SeriesTumour tumour in tumours)
        {
            PlacedTumour own = tumour.At(visit)!;
            PlacedTumour? partner = tumours.FirstOrDefault(other => other.Id == tumour.Partner)?.At(visit);
            bool isMerged = partner is not null && SeriesDraws.Overlap(own, partner);
            if (!isMerged || tumour.Id < tumour.Partner)
            {
                yield return SeriesTruth.Of(isMerged ? [own, partner!] : [own], pose);
            }
        }
    }

    private static WorldPoint Point(Vector3 vector) => new(vector.X, vector.Y, vector.Z);

    private static WorldVector Wide(Vector3 vector) => new(vector.X, vector.Y, vector.Z);
}
