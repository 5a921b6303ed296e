using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>Draws the tumours of a series, each alone in a cell of space or in a pair that shares one.</summary>
internal sealed class SeriesDraws(Random random, LesionSeriesOptions options)
{
    /// <summary>The edge of a cell in mm: lesions of different cells stay clear of each other.</summary>
    public const float CellMm = 56;

    /// <summary>Cells along each axis.</summary>
    public static readonly (int X, int Y, int Z) Cells = (4, 3, 2);

    private const float PairDistanceMm = 22;
    private const float GapMm = 6;
    private const float OverlapMm = 5;

    private readonly List<SeriesTumour> tumours = [];

    /// <summary>The field that the cells fill, in mm.</summary>
    public static Vector3 Field => new Vector3(Cells.X, Cells.Y, Cells.Z) * CellMm;

    public IReadOnlyList<SeriesTumour> Draw()
    {
        int[] cells = [.. Enumerable.Range(0, Cells.X * Cells.Y * Cells.Z)];
        random.Shuffle(cells);
        int singles = Count(options.Singles), pairs = options.Visits > 1 ? Count(options.Pairs) : 0;
        for (int i = 0; i < singles; i++)
        {
            tumours.Add(Single(CentreOf(cells[i]), canChange: i > 1));
        }

        for (int i = 0; i < pairs; i++)
        {
            AddPair(CentreOf(cells[singles + i]));
        }

        return tumours;
    }

    private int Count(PhantomRange range) => random.Next((int)range.Low, (int)range.High + 1);

    private static Vector3 CentreOf(int cell) =>
        (new Vector3(cell % Cells.X, cell / Cells.X % Cells.Y, cell / Cells.X / Cells.Y) + new Vector3(0.5f)) * CellMm - Field / 2;

    /// <summary>The first two tumours stay throughout, so that every patient has something to measure.</summary>
    private SeriesTumour Single(Vector3 cell, bool canChange)
    {
        float start = random.Between(6, 11), factor = options.GrowthPerVisit is { } given ? (float)given : (float)(random.Next(4) switch
        {
            0 => random.Between(1.10, 1.20),
            1 => random.Between(0.75, 0.88),
            2 => random.Between(0.98, 1.02),
            _ => random.Between(0.9, 1.1),
        });
        float?[] scales = [.. Enumerable.Range(0, options.Visits)
            .Select(visit => (float?)Math.Clamp(start * MathF.Pow(factor, visit), 3, 17))];
        int change = options.Visits > 1 ? random.Next(1, options.Visits) : 0, kind = canChange ? random.Next(3) : 2;
        for (int visit = 0; visit < scales.Length && change > 0; visit++)
        {
            bool isAway = kind == 0 ? visit >= change : kind == 1 && options.HasNewTumours && visit < change;
            scales[visit] = isAway ? null : scales[visit];
        }

        return new SeriesTumour(tumours.Count + 1, cell + random.Near(Vector3.Zero, 5), new TumourShape(random, spiculated: false), scales);
    }

    /// <summary>Two tumours a fixed distance apart, whose sizes leave a gap at some visits and overlap at the others.</summary>
    private void AddPair(Vector3 cell)
    {
        Vector3 axis = random.Direction();
        (TumourShape a, TumourShape b) = (new TumourShape(random, false), new TumourShape(random, false));
        float reach = a.RadiusAlong(axis) + b.RadiusAlong(-axis);
        float small = (PairDistanceMm - GapMm) / reach, large = (PairDistanceMm + OverlapMm) / reach;
        int change = random.Next(1, options.Visits);
        bool merges = random.Next(2) == 0;
        float?[] scales = [.. Enumerable.Range(0, options.Visits).Select(visit => (float?)(visit < change == merges ? small : large))];
        int first = tumours.Count + 1;
        tumours.Add(new SeriesTumour(first, cell - axis * (PairDistanceMm / 2), a, scales) { Partner = first + 1 });
        tumours.Add(new SeriesTumour(first + 1, cell + axis * (PairDistanceMm / 2), b, scales) { Partner = first });
    }

    /// <summary>Whether a pair overlaps at the sizes it has.</summary>
    public static bool Overlap(PlacedTumour a, PlacedTumour b)
    {
        Vector3 axis = Vector3.Normalize(b.Place - a.Place);
        return a.Shape.RadiusAlong(axis) * a.Scale + b.Shape.RadiusAlong(-axis) * b.Scale > Vector3.Distance(a.Place, b.Place);
    }
}
