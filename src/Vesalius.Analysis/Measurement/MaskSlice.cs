using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>One slice of a mask as a plane of its own, with the two steps that span it. Coordinates of outline points are twice the voxel's.</summary>
internal sealed class MaskSlice
{
    private readonly WorldPoint origin;
    private readonly bool[] set;

    private MaskSlice(int width, int height, WorldPoint origin, (WorldVector U, WorldVector V) steps)
    {
        (Width, Height, this.origin) = (width, height, origin);
        (StepU, StepV) = steps;
        set = new bool[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    public WorldVector StepU { get; }

    public WorldVector StepV { get; }

    /// <summary>Whether a pixel is set; false outside the plane.</summary>
    public bool this[int u, int v] => (uint)u < (uint)Width && (uint)v < (uint)Height && set[u + Width * v];

    /// <summary>The slice of a mask across an axis.</summary>
    public static MaskSlice Of(Volume<bool> mask, int axis, int slice)
    {
        int axisU = axis == 0 ? 1 : 0, axisV = axis == 2 ? 1 : 2;
        Affine map = mask.Grid.Affine;
        WorldPoint origin = map.Origin + map.Step(axis) * slice;
        var plane = new MaskSlice(mask.Size[axisU], mask.Size[axisV], origin, (map.Step(axisU), map.Step(axisV)));
        int[] strides = [1, mask.Size.X, mask.Size.X * mask.Size.Y];
        ReadOnlySpan<bool> voxels = mask.Voxels;
        for (int v = 0; v < plane.Height; v++)
        {
            int index = slice * strides[axis] + v * strides[axisV];
            for (int u = 0; u < plane.Width; u++, index += strides[axisU])
            {
                plane.set[u + plane.Width * v] = voxels[index];
            }
        }

        return plane;
    }

    /// <summary>Where a point of the outline lies in the patient; its coordinates are twice the voxel's.</summary>
    public WorldPoint Position((int U, int V) doubled) => origin + StepU * (0.5 * doubled.U) + StepV * (0.5 * doubled.V);

    /// <summary>The connected pieces of the slice (8 neighbours), each as a plane of its own.</summary>
    public List<MaskSlice> Pieces()
    {
        var rest = (bool[])set.Clone();
        var pieces = new List<MaskSlice>();
        for (int next = Array.IndexOf(rest, true); next >= 0; next = Array.IndexOf(rest, true, next))
        {
            pieces.Add(Take(rest, next));
        }

        return pieces;
    }

    private MaskSlice Take(bool[] rest, int start)
    {
        var piece = new MaskSlice(Width, Height, origin, (StepU, StepV));
        var open = new Stack<int>([start]);
        rest[start] = false;
        while (open.TryPop(out int index))
        {
            piece.set[index] = true;
            int u = index % Width, v = index / Width;
            for (int nv = Math.Max(0, v - 1); nv <= Math.Min(Height - 1, v + 1); nv++)
            {
                for (int nu = Math.Max(0, u - 1); nu <= Math.Min(Width - 1, u + 1); nu++)
                {
                    if (rest[nu + Width * nv])
                    {
                        rest[nu + Width * nv] = false;
                        open.Push(nu + Width * nv);
                    }
                }
            }
        }

        return piece;
    }
}
