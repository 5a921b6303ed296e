namespace Vesalius.Imaging.Surfaces;

/// <summary>The triangles around the two ends of an edge: whether the ends can be drawn together, and where.</summary>
internal sealed class EdgeNeighbourhood(MeshStars stars)
{
    // A triangle may turn by up to this cosine, about 75 degrees.
    private const double LeastCosine = 0.25;

    // Placed farther from the middle than this many lengths of the edge, a vertex makes spikes.
    private const double FarthestPlace = 2;

    private readonly List<Triangle> starA = [], starB = [];
    private readonly List<int> opposite = [];
    private int a, b;

    /// <summary>Whether the edge has a triangle on one side only.</summary>
    public bool IsOpen => opposite.Count == 1;

    /// <summary>Turns to an edge.</summary>
    public void Look(int first, int second)
    {
        (a, b) = (first, second);
        stars.Around(a, starA);
        stars.Around(b, starB);
        opposite.Clear();
        foreach (Triangle t in starA)
        {
            if (t.B == b || t.C == b)
            {
                opposite.Add(t.B == b ? t.C : t.B);
            }
        }
    }

    /// <summary>
    /// The link condition (Dey et al. 1999): the ends have no neighbour in common but the tips of the triangles at the edge, and no triangles
    /// that would fall onto each other.
    /// </summary>
    public bool KeepsTopology()
    {
        if (opposite.Count is not (1 or 2) || (opposite.Count == 2 && opposite[0] == opposite[1]))
        {
            return false;
        }

        foreach (Triangle t in starA)
        {
            foreach (int neighbour in (ReadOnlySpan<int>)[t.B, t.C])
            {
                if (neighbour != b && !opposite.Contains(neighbour) && starB.Exists(other => other.B == neighbour || other.C == neighbour))
                {
                    return false;
                }
            }
        }

        // Both ends at the side between the two tips: a tetrahedron, which would fold flat.
        return !(starA.Exists(HasBothTips) && starB.Exists(HasBothTips));
    }

    /// <summary>The place of least error that leaves the volume as it is; null when there is none nearby.</summary>
    public WorldVector? BestPlace(Quadric quadric)
    {
        WorldVector pa = stars.Positions[a], pb = stars.Positions[b], middle = (pa + pb) * 0.5;
        (WorldVector normal, double offset) = IsOpen ? default : SameVolume(middle);
        double farthest = FarthestPlace * (pb - pa).Length;
        WorldVector best = quadric.LeastOn(normal, offset + normal.Dot(middle), middle);
        if ((best - middle).Length <= farthest)
        {
            return best;
        }

        double square = normal.Dot(normal);
        WorldVector near = square > 0 ? middle + (normal * (offset / square)) : middle;
        return (near - middle).Length <= farthest ? near : null;
    }

    /// <summary>Whether no triangle turns over, or vanishes, when both ends move to a place.</summary>
    public bool AllowsCollapse(WorldVector place) => AllowsMove(starA, b, place) && AllowsMove(starB, a, place);

    private bool HasBothTips(Triangle t) => opposite.Count == 2 && opposite.Contains(t.B) && opposite.Contains(t.C);

    // The places where the volume under the triangles, taken from the middle of the edge, is the same as before: normal·(v − middle) = offset.
    private (WorldVector Normal, double Offset) SameVolume(WorldVector middle)
    {
        WorldVector normal = default;
        double offset = 0;
        foreach (Triangle t in starA)
        {
            WorldVector across = (stars.Positions[t.B] - middle).Cross(stars.Positions[t.C] - middle);
            offset += (stars.Positions[a] - middle).Dot(across);
            normal = t.B == b || t.C == b ? normal : normal + across;
        }

        foreach (Triangle t in starB)
        {
            if (t.B != a && t.C != a)
            {
                WorldVector across = (stars.Positions[t.B] - middle).Cross(stars.Positions[t.C] - middle);
                offset += (stars.Positions[b] - middle).Dot(across);
                normal += across;
            }
        }

        return (normal, offset);
    }

    private bool AllowsMove(List<Triangle> star, int vanishing, WorldVector place)
    {
        foreach (Triangle t in star)
        {
            if (t.B == vanishing || t.C == vanishing)
            {
                continue;
            }

            WorldVector at = stars.Positions[t.A], p = stars.Positions[t.B], q = stars.Positions[t.C];
            WorldVector before = (p - at).Cross(q - at), after = (p - place).Cross(q - place);
            if (before.Length > 0 && after.Dot(before) <= LeastCosine * after.Length * before.Length)
            {
                return false;
            }
        }

        return true;
    }
}
