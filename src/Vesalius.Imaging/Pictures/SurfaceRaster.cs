using Vesalius.Imaging.Surfaces;

namespace Vesalius.Imaging.Pictures;

/// <summary>Fills triangles into a picture, each pixel with what is nearest to the eye.</summary>
internal sealed class SurfaceRaster(RgbPicture picture, float[] depth)
{
    /// <summary>Draws a surface in its colours, with light that changes softly from vertex to vertex.</summary>
    public void Draw(ModelPart part, SurfaceView view)
    {
        Mesh mesh = part.Mesh;
        (double X, double Y, double Depth)[] at = Array.ConvertAll(mesh.Vertices, view.Place);
        double[] light = Array.ConvertAll(Normals(mesh), view.Light);
        foreach (Triangle t in mesh.Triangles)
        {
            Rgb color = mesh.Colors is { } colors ? colors[t.A] : part.Color;
            Fill((at[t.A], light[t.A]), (at[t.B], light[t.B]), (at[t.C], light[t.C]), color);
        }
    }

    private static WorldVector[] Normals(Mesh mesh)
    {
        var normals = new WorldVector[mesh.Vertices.Length];
        foreach (Triangle t in mesh.Triangles)
        {
            WorldVector normal = (mesh.Vertices[t.B] - mesh.Vertices[t.A]).Cross(mesh.Vertices[t.C] - mesh.Vertices[t.A]);
            (normals[t.A], normals[t.B], normals[t.C]) = (normals[t.A] + normal, normals[t.B] + normal, normals[t.C] + normal);
        }

        return normals;
    }

    private void Fill(
        ((double X, double Y, double Depth) At, double Light) a, ((double X, double Y, double Depth) At, double Light) b,
        ((double X, double Y, double Depth) At, double Light) c, Rgb color)
    {
        double area = (b.At.X - a.At.X) * (c.At.Y - a.At.Y) - (c.At.X - a.At.X) * (b.At.Y - a.At.Y);
        if (Math.Abs(area) < 1e-9)
        {
            return;
        }

        (int left, int right) = Range(a.At.X, b.At.X, c.At.X, picture.Width);
        (int top, int bottom) = Range(a.At.Y, b.At.Y, c.At.Y, picture.Height);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double v = ((x - a.At.X) * (c.At.Y - a.At.Y) - (c.At.X - a.At.X) * (y - a.At.Y)) / area;
                double w = ((b.At.X - a.At.X) * (y - a.At.Y) - (x - a.At.X) * (b.At.Y - a.At.Y)) / area;
                double u = 1 - v - w;
                float away = (float)(u * a.At.Depth + v * b.At.Depth + w * c.At.Depth);
                if (u >= -1e-9 && v >= -1e-9 && w >= -1e-9 && away < depth[x + y * picture.Width])
                {
                    depth[x + y * picture.Width] = away;
                    picture[x, y] = default(Rgb).Towards(color, Math.Clamp(u * a.Light + v * b.Light + w * c.Light, 0, 1));
                }
            }
        }
    }

    private static (int First, int Last) Range(double a, double b, double c, int count) => (
        Math.Max(0, (int)Math.Ceiling(Math.Min(a, Math.Min(b, c)))), Math.Min(count - 1, (int)Math.Floor(Math.Max(a, Math.Max(b, c)))));
}
