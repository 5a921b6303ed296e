using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>
/// The longest chord inside an outline at a right angle to a given line. Between two neighbouring corners the length of a chord changes
/// linearly as it moves along the line, so the longest one ends at a corner: chords are looked at on both sides of every corner, and nowhere else.
/// </summary>
internal static class PerpendicularChord
{
    private const double Coincident = 1e-9;

    /// <summary>The longest chord, or null when the outline has no extent across the line.</summary>
    public static Diameter? Of(MaskSlice plane, ContourRule rule, Diameter longest)
    {
        WorldVector along = (longest.End - longest.Start).Normalized;
        WorldVector across = plane.StepU.Cross(plane.StepV).Normalized.Cross(along);
        (double Along, double Across) Place((int U, int V) point)
        {
            WorldVector step = plane.Position(point) - longest.Start;
            return (step.Dot(along), step.Dot(across));
        }

        ChordLine[] lines = [.. SliceOutline.Lines(plane, rule).Select(line => ChordLine.Between(Place(line.From), Place(line.To)))
            .Where(line => line.Last - line.First > Coincident).OrderBy(line => line.First)];
        (double at, double from, double to) = Longest(lines);
        return to > from
            ? new Diameter(longest.Start + along * at + across * from, longest.Start + along * at + across * to)
            : null;
    }

    private static (double At, double From, double To) Longest(ChordLine[] lines)
    {
        (double At, double From, double To) best = default;
        double[] corners = [.. lines.SelectMany(line => (double[])[line.First, line.Last]).Order()];
        var active = new List<ChordLine>();
        int next = 0;
        for (int i = 0; i + 1 < corners.Length; i++)
        {
            (double first, double last) = (corners[i], corners[i + 1]);
            if (last - first <= Coincident)
            {
                continue;
            }

            double middle = 0.5 * (first + last);
            active.RemoveAll(line => line.Last < middle);
            for (; next < lines.Length && lines[next].First < middle; next++)
            {
                active.Add(lines[next]);
            }

            active.RemoveAll(line => line.Last < middle);
            best = LongestBetween(active, (first, last), best);
        }

        return best;
    }

    private static (double At, double From, double To) LongestBetween(
        List<ChordLine> active, (double First, double Last) stretch, (double At, double From, double To) best)
    {
        double middle = 0.5 * (stretch.First + stretch.Last);
        active.Sort((a, b) => a.At(middle).CompareTo(b.At(middle)));
        for (int i = 0; i + 1 < active.Count; i += 2)
        {
            foreach (double at in (ReadOnlySpan<double>)[stretch.First, stretch.Last])
            {
                double from = active[i].At(at), to = active[i + 1].At(at);
                if (to - from > best.To - best.From)
                {
                    best = (at, from, to);
                }
            }
        }

        return best;
    }

    /// <summary>A line of the outline in the frame of the longest diameter: along it, and across it.</summary>
    private readonly record struct ChordLine(double First, double AcrossFirst, double Last, double AcrossLast)
    {
        public static ChordLine Between((double Along, double Across) p, (double Along, double Across) q) => p.Along <= q.Along
            ? new ChordLine(p.Along, p.Across, q.Along, q.Across)
            : new ChordLine(q.Along, q.Across, p.Along, p.Across);

        public double At(double along) => AcrossFirst + (AcrossLast - AcrossFirst) * ((along - First) / (Last - First));
    }
}
