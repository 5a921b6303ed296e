using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>The up to eight voxels around a position that lie in the grid and have a weight, in memory order.</summary>
internal ref struct Neighbours
{
    private readonly Size3 size;
    private readonly int x, y, z;
    private readonly float tx, ty, tz;
    private int corner = -1;

    public Neighbours(Size3 size, float px, float py, float pz)
    {
        this.size = size;
        x = (int)MathF.Floor(px);
        y = (int)MathF.Floor(py);
        z = (int)MathF.Floor(pz);
        tx = px - x;
        ty = py - y;
        tz = pz - z;
        Current = default;
    }

    public (int Index, float Weight) Current { get; private set; }

    public readonly Neighbours GetEnumerator() => this;

    public bool MoveNext()
    {
        while (++corner < 8)
        {
            int dx = corner & 1, dy = (corner >> 1) & 1, dz = corner >> 2;
            float weight = (dx == 0 ? 1 - tx : tx) * (dy == 0 ? 1 - ty : ty) * (dz == 0 ? 1 - tz : tz);
            if (weight > 0 && size.Contains(x + dx, y + dy, z + dz))
            {
                Current = (size.IndexOf(x + dx, y + dy, z + dz), weight);
                return true;
            }
        }

        return false;
    }
}
