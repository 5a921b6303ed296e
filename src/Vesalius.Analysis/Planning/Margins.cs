using Vesalius.Imaging;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Analysis.Planning;

/// <summary>Margins from a target's surface to other surfaces.</summary>
public static class Margins
{
    /// <summary>The gap to a structure: positive where the target keeps away from it, negative where it grows into it.</summary>
    /// <param name="target">The target.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static SurfaceMargin Outside(MeshDistance target, MeshDistance structure, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        return Measured(target, structure, structure.Nearest, cancellation);
    }

    /// <summary>How deep the target lies within a zone (an ablation, a specimen): positive where covered, negative where it sticks
    /// out.</summary>
    /// <param name="target">The target.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="isLookedAt">Which points of the target's surface count; all when null.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static SurfaceMargin Inside(
        MeshDistance target, MeshDistance zone, Func<WorldPoint, bool>? isLookedAt = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(zone);
        SurfacePoint? Covered(WorldPoint point, double limitMm) =>
            zone.Nearest(point, limitMm) is { } at && isLookedAt?.Invoke(point) != false ? at with { SignedMm = -at.SignedMm } : null;
        return Measured(target, isLookedAt is null ? zone : null, Covered, cancellation);
    }

    /// <summary>The margin to a cut: positive on the side that is removed.</summary>
    public static SurfaceMargin To(Mesh target, CutPlane plane)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(plane);
        double[] heights = Array.ConvertAll(target.Vertices, plane.HeightMm);
        MarginPlace[] places = [.. target.Vertices.Select((vertex, i) => new MarginPlace(heights[i], vertex, plane.Foot(vertex)))];
        return new SurfaceMargin(target, heights, places.Length == 0 ? null : places.MinBy(place => place.Mm));
    }

    /// <summary>
    /// The margin to a cut surface inside an organ: the depth within the specimen, but measured only to that part of the specimen's surface
    /// where tissue was cut, and not to the organ's own surface.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="specimen">What is removed.</param>
    /// <param name="organ">The whole organ, the target included.</param>
    /// <param name="depthMm">A specimen's surface deeper than this below the organ's is a cut, in mm.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static SurfaceMargin ToCut(MeshDistance target, MeshDistance specimen, MeshDistance organ, double depthMm,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        ArgumentNullException.ThrowIfNull(organ);
        Mesh surface = specimen.Mesh;
        bool[] isCut = new bool[surface.Vertices.Length];
        Parallel.For(0, isCut.Length, i => isCut[i] = organ.SignedMm(surface.Vertices[i]) < -depthMm);
        var cut = new MeshDistance(new Mesh(surface.Vertices, [.. surface.Triangles.Where(t => isCut[t.A] && isCut[t.B] && isCut[t.C])]));
        SurfacePoint? Covered(WorldPoint point, double limitMm) => cut.Nearest(point, limitMm) is { } at
            ? at with { SignedMm = specimen.SignedMm(point) <= 0 ? Math.Abs(at.SignedMm) : -Math.Abs(at.SignedMm) }
            : null;
        return Measured(target, null, Covered, cancellation);
    }

    private static SurfaceMargin Measured(
        MeshDistance target, MeshDistance? other, Func<WorldPoint, double, SurfacePoint?> nearest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        WorldPoint[] vertices = target.Mesh.Vertices;
        double[] values = new double[vertices.Length];
        var places = new MarginPlace?[vertices.Length];
        Parallel.For(0, vertices.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            SurfacePoint? found = nearest(vertices[i], double.PositiveInfinity);
            places[i] = found is { } at ? new MarginPlace(at.SignedMm, vertices[i], at.Point) : null;
            values[i] = found?.SignedMm ?? double.NaN;
        });
        MarginPlace? least = places.Where(place => place is not null).DefaultIfEmpty(null).MinBy(place => place?.Mm);
        return new SurfaceMargin(target.Mesh, values, least is { Mm: > 0 } apart
            && other is not null ? FromOther(target, other, apart) : least);
    }

    // Between surfaces that do not touch, the nearest vertex may be one of the other's.
    private static MarginPlace FromOther(MeshDistance target, MeshDistance other, MarginPlace least)
    {
        foreach (WorldPoint vertex in other.Mesh.Vertices)
        {
            if (target.Nearest(vertex, least.Mm) is { } at && Math.Abs(at.SignedMm) < least.Mm)
            {
                least = new MarginPlace(Math.Abs(at.SignedMm), at.Point, vertex);
            }
        }

        return least;
    }
}
