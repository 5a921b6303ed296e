using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>A plane along which an organ is cut. What lies on the side its normal points to is removed.</summary>
public sealed record CutPlane
{
    /// <summary>A plane through a point.</summary>
    /// <param name="point">A point on it, in the patient (LPS+ mm).</param>
    /// <param name="normal">Its direction, of any length but 0; towards what is removed.</param>
    /// <exception cref="ArgumentException">The normal has no length.</exception>
    public CutPlane(WorldPoint point, WorldVector normal)
    {
        if (!double.IsFinite(normal.Length) || normal.Length == 0)
        {
            throw new ArgumentException("The normal of a cut plane has a direction; (0, 0, 0) came.", nameof(normal));
        }

        Point = point;
        Normal = normal.Normalized;
    }

    /// <summary>A point on it, in the patient (LPS+ mm).</summary>
    public WorldPoint Point { get; }

    /// <summary>Its direction, of length 1, towards what is removed.</summary>
    public WorldVector Normal { get; }

    /// <summary>The plane that removes a whole target with a given margin, and as little more as possible.</summary>
    /// <exception cref="ArgumentException">The target has no surface, or the normal no length.</exception>
    public static CutPlane WithMargin(Mesh target, WorldVector normal, double marginMm)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Vertices.Length == 0)
        {
            throw new ArgumentException("A plane cannot be laid beside a target without a surface.", nameof(target));
        }

        var plane = new CutPlane(default, normal);
        WorldPoint nearest = target.Vertices.MinBy(plane.HeightMm);
        return new CutPlane(nearest + plane.Normal * -marginMm, normal);
    }

    /// <summary>How far a point lies on the removed side, in mm; negative on the other.</summary>
    public double HeightMm(WorldPoint point) => (point - Point).Dot(Normal);

    /// <summary>The nearest point on the plane.</summary>
    public WorldPoint Foot(WorldPoint point) => point + Normal * -HeightMm(point);
}
