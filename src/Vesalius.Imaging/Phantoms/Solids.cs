using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>How solids are joined by their distances.</summary>
internal static class Solids
{
    /// <summary>The union of two solids, the edge between them rounded over the given width in millimetres.</summary>
    public static float Union(float a, float b, float width)
    {
        float overlap = MathF.Max(width - MathF.Abs(a - b), 0) / width;
        return MathF.Min(a, b) - overlap * overlap * width / 4;
    }

    /// <summary>What two solids share, the edge rounded.</summary>
    public static float Intersection(float a, float b, float width) => -Union(-a, -b, width);

    /// <summary>The first solid without the second, the edge rounded.</summary>
    public static float Difference(float a, float b, float width) => -Union(-a, b, width);

    /// <summary>Whether a point lies in one of several solids, each grown by a margin in millimetres.</summary>
    public static bool Any(this Blob[] solids, Vector3 point, float margin)
    {
        foreach (ref readonly Blob solid in solids.AsSpan())
        {
            if (solid.Distance(point) < margin)
            {
                return true;
            }
        }

        return false;
    }
}
