namespace Vesalius.Imaging.Surfaces;

/// <summary>A mesh that is being thinned out: its vertices, and which triangles meet at each.</summary>
internal sealed class MeshStars
{
    private readonly Triangle[] triangles;
    private readonly bool[] isGone;

    // Of every vertex a chain of corners, corner k of triangle t being 3 t + k; -1 ends it.
    private readonly int[] first, last, next;

    /// <summary>Chains the corners of a mesh.</summary>
    public MeshStars(WorldVector[] positions, Triangle[] triangles)
    {
        Positions = positions;
        this.triangles = [.. triangles];
        isGone = new bool[triangles.Length];
        (first, last, next) = (new int[positions.Length], new int[positions.Length], new int[3 * triangles.Length]);
        Array.Fill(first, -1);
        Array.Fill(last, -1);
        Array.Fill(next, -1);
        for (int t = 0; t < triangles.Length; t++)
        {
            (int a, int b, int c) = (triangles[t].A, triangles[t].B, triangles[t].C);
            if (a == b || b == c || c == a)
            {
                isGone[t] = true;
                continue;
            }

            Count++;
            Append(a, 3 * t);
            Append(b, (3 * t) + 1);
            Append(c, (3 * t) + 2);
        }
    }

    /// <summary>Where the vertices lie.</summary>
    public WorldVector[] Positions { get; }

    /// <summary>How many triangles are left.</summary>
    public int Count { get; private set; }

    /// <summary>The triangles that are left.</summary>
    public IEnumerable<Triangle> Left => triangles.Where((_, t) => !isGone[t]);

    /// <summary>The triangles at a vertex, each turned so that the vertex comes first. Valid until the next question or change.</summary>
    public void Around(int vertex, List<Triangle> star)
    {
        star.Clear();
        for (int corner = first[vertex], before = -1; corner >= 0; corner = next[corner])
        {
            if (isGone[corner / 3])
            {
                // Chains are mended as they are walked.
                Unlink(vertex, corner, before);
                continue;
            }

            before = corner;
            (int a, int b, int c) = triangles[corner / 3];
            star.Add(a == vertex ? new(a, b, c) : b == vertex ? new(b, c, a) : new(c, a, b));
        }
    }

    /// <summary>Draws a vertex into another: the triangles that had both vanish.</summary>
    public void Collapse(int kept, int lost)
    {
        for (int corner = first[lost]; corner >= 0; corner = next[corner])
        {
            int t = corner / 3;
            if (isGone[t])
            {
                continue;
            }

            (int a, int b, int c) = triangles[t];
            if (a == kept || b == kept || c == kept)
            {
                isGone[t] = true;
                Count--;
            }
            else
            {
                triangles[t] = new Triangle(a == lost ? kept : a, b == lost ? kept : b, c == lost ? kept : c);
            }
        }

        if (first[lost] >= 0)
        {
            next[last[kept]] = first[lost];
            last[kept] = last[lost];
        }

        first[lost] = last[lost] = -1;
    }

    private void Append(int vertex, int corner)
    {
        if (first[vertex] < 0)
        {
            first[vertex] = corner;
        }
        else
        {
            next[last[vertex]] = corner;
        }

        last[vertex] = corner;
    }

    private void Unlink(int vertex, int corner, int before)
    {
        if (before < 0)
        {
            first[vertex] = next[corner];
        }
        else
        {
            next[before] = next[corner];
        }

        if (last[vertex] == corner)
        {
            last[vertex] = before;
        }
    }
}
