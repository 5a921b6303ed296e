using Vesalius.Imaging.Surfaces;

namespace Vesalius.Imaging.Pictures;

/// <summary>How points of the patient fall onto a picture seen from outside: across, down and away from the eye, in pixels.</summary>
internal readonly record struct SurfaceView(
    WorldVector Across, WorldVector Down, WorldVector Away, WorldPoint Centre, double PixelsPerMm, int Pixels)
{
    /// <summary>A view of all points, centred, with an empty rim of a share of the picture.</summary>
    public static SurfaceView Around(IEnumerable<WorldPoint> points, SlicePlane plane, int pixels, double rim)
    {
        double[] low = [double.MaxValue, double.MaxValue, double.MaxValue], high = [double.MinValue, double.MinValue, double.MinValue];
        foreach (WorldPoint point in points)
        {
            double[] at = [point.X, point.Y, point.Z];
            for (int axis = 0; axis < 3; axis++)
            {
                (low[axis], high[axis]) = (Math.Min(low[axis], at[axis]), Math.Max(high[axis], at[axis]));
            }
        }

        // The longest side of the box, so that all views of one model have one scale.
        var size = new WorldVector(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
        double longest = Math.Max(size.X, Math.Max(size.Y, size.Z));
        var centre = new WorldPoint((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
        (WorldVector across, WorldVector down, WorldVector away) = plane switch
        {
            SlicePlane.Coronal => (new WorldVector(1, 0, 0), new WorldVector(0, 0, -1), new WorldVector(0, 1, 0)),
            SlicePlane.Sagittal => (new WorldVector(0, 1, 0), new WorldVector(0, 0, -1), new WorldVector(-1, 0, 0)),
            _ => (new WorldVector(1, 0, 0), new WorldVector(0, 1, 0), new WorldVector(0, 0, 1)),
        };
        return new SurfaceView(across, down, away, centre, pixels * (1 - 2 * rim) / Math.Max(longest, 1e-6), pixels);
    }

    /// <summary>Where a point falls; whole numbers are pixel centres.</summary>
    public (double X, double Y, double Depth) Place(WorldPoint point)
    {
        WorldVector from = point - Centre;
        double middle = (Pixels - 1) / 2.0;
        return (middle + from.Dot(Across) * PixelsPerMm, middle + from.Dot(Down) * PixelsPerMm, from.Dot(Away) * PixelsPerMm);
    }

    /// <summary>How far a surface as a whole lies from the eye.</summary>
    public double DepthOf(Mesh mesh)
    {
        SurfaceView view = this;
        return mesh.Vertices.Average(vertex => view.Place(vertex).Depth);
    }

    /// <summary>How much light of the eye a surface of this normal gives back, 0 to 1. Both sides shine alike.</summary>
    public double Light(WorldVector normal)
    {
        double length = normal.Length;
        return length > 0 ? 0.3 + 0.7 * Math.Abs(normal.Dot(Away)) / length : 1;
    }
}
