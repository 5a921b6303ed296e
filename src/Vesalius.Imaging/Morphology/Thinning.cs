namespace Vesalius.Imaging.Morphology;

/// <summary>Peels a mask one side at a time, looking only at the voxels of its border. See <see cref="Skeleton"/>.</summary>
internal sealed class Thinning : IPeeling
{
    // The order of the sides decides where a line of even width comes to lie.
    private static readonly (int X, int Y, int Z)[] Steps = [(0, -1, 0), (0, 1, 0), (1, 0, 0), (-1, 0, 0), (0, 0, 1), (0, 0, -1)];

    private readonly ThinningRule rule;
    private readonly PackedMask mask;
    private readonly Size3 size;
    private readonly uint faces;
    private readonly bool[] voxels;
    private readonly List<int> bared = [], candidates = [];
    private int[] border;

    /// <summary>Begins with a copy of a mask.</summary>
    public Thinning(Volume<bool> mask, ThinningRule rule)
    {
        this.rule = rule;
        size = mask.Size;
        Sides = size.Z == 1 ? 4 : 6;
        this.mask = PackedMask.Of(mask);
        Result = new Volume<bool>(mask.Grid);
        voxels = Result.Array;
        mask.Voxels.CopyTo(voxels);
        for (int side = 0; side < Sides; side++)
        {
            faces |= BitOf(Steps[side]);
        }

        border = FirstBorder();
    }

    /// <summary>How many sides there are to peel from: six, or four in a single slice.</summary>
    public int Sides { get; }

    /// <summary>What is left so far.</summary>
    public Volume<bool> Result { get; }

    /// <summary>Takes away what can go from one side; false when nothing could.</summary>
    public bool Peel(int side)
    {
        uint face = BitOf(Steps[side]);
        candidates.Clear();
        foreach (int voxel in border)
        {
            uint around = Around(voxel);
            if ((around & face) == 0 && !SimpleVoxel.IsEndOfLine(around) && SimpleVoxel.IsSimple(around))
            {
                candidates.Add(voxel);
            }
        }

        bool hasChanged = false;
        foreach (int voxel in candidates)
        {
            if (CanStillGo(Around(voxel)))
            {
                Remove(voxel);
                hasChanged = true;
            }
        }

        if (hasChanged)
        {
            border = NextBorder();
        }

        return hasChanged;
    }

    private bool CanStillGo(uint around) => rule == ThinningRule.Lee1994 ? SimpleVoxel.IsUnneededLink(around) : SimpleVoxel.IsSimple(around);

    private static uint BitOf((int X, int Y, int Z) step) => 1u << (13 + step.X + (3 * step.Y) + (9 * step.Z));

    private uint Around(int voxel)
    {
        (int slice, int within) = Math.DivRem(voxel, size.X * size.Y);
        (int y, int x) = Math.DivRem(within, size.X);
        return mask.Around(x, y, slice);
    }

    private void Remove(int voxel)
    {
        (int z, int within) = Math.DivRem(voxel, size.X * size.Y);
        (int y, int x) = Math.DivRem(within, size.X);
        mask.Clear(x, y, z);
        voxels[voxel] = false;
        for (int side = 0; side < Sides; side++)
        {
            (int dx, int dy, int dz) = Steps[side];
            if (size.Contains(x + dx, y + dy, z + dz) && size.IndexOf(x + dx, y + dy, z + dz) is var next && voxels[next]
                && (~mask.Around(x + dx, y + dy, z + dz) & faces) == BitOf((-dx, -dy, -dz)))
            {
                // This was its first open face, so it is not yet known.
                bared.Add(next);
            }
        }
    }

    private int[] FirstBorder()
    {
        var found = new List<int>();
        for (int voxel = voxels.AsSpan().IndexOf(true); voxel >= 0 && voxel < voxels.Length; voxel++)
        {
            if (voxels[voxel] && (~Around(voxel) & faces) != 0)
            {
                found.Add(voxel);
            }
        }

        return [.. found];
    }

    // What is left of the border and what has been bared, in the order of memory.
    private int[] NextBorder()
    {
        bared.Sort();
        var next = new List<int>(border.Length + bared.Count);
        int fresh = 0;
        foreach (int voxel in border)
        {
            while (fresh < bared.Count && bared[fresh] < voxel)
            {
                AddIfSet(bared[fresh++], next);
            }

            AddIfSet(voxel, next);
        }

        while (fresh < bared.Count)
        {
            AddIfSet(bared[fresh++], next);
        }

        bared.Clear();
        return [.. next];
    }

    private void AddIfSet(int voxel, List<int> list)
    {
        if (voxels[voxel])
        {
            list.Add(voxel);
        }
    }
}
