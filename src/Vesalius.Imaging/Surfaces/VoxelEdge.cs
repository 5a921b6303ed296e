namespace Vesalius.Imaging.Surfaces;

/// <summary>The line between two neighbouring voxel centres that a surface crosses halfway.</summary>
/// <param name="Axis">The axis it runs along.</param>
/// <param name="X">Column of its first voxel.</param>
/// <param name="Y">Row of its first voxel.</param>
/// <param name="Z">Slice of its first voxel.</param>
internal readonly record struct VoxelEdge(int Axis, int X, int Y, int Z)
{
    public int NextX => X + (Axis == 0 ? 1 : 0);

    public int NextY => Y + (Axis == 1 ? 1 : 0);

    public int NextZ => Z + (Axis == 2 ? 1 : 0);

    /// <summary>The edge whose middle is a given point: one of its coordinates is a whole number and a half.</summary>
    public static VoxelEdge Through(VoxelPoint middle)
    {
        static double OffCentre(double at) => Math.Abs(at - Math.Round(at));
        (double x, double y, double z) = (OffCentre(middle.X), OffCentre(middle.Y), OffCentre(middle.Z));
        int axis = x >= y && x >= z ? 0 : y >= z ? 1 : 2;
        return new VoxelEdge(axis, Whole(middle.X, axis == 0), Whole(middle.Y, axis == 1), Whole(middle.Z, axis == 2));
    }

    /// <summary>Whether both voxels lie in a grid of a given size.</summary>
    public bool LiesIn(Size3 size) => size.Contains(X, Y, Z) && size.Contains(NextX, NextY, NextZ);

    /// <summary>The same edge in a grid that starts a number of voxels earlier along each axis.</summary>
    public VoxelEdge Shifted(int voxels) => new(Axis, X + voxels, Y + voxels, Z + voxels);

    /// <summary>A place on the edge: 0 its first voxel, 1 its last.</summary>
    public VoxelPoint At(double share) =>
        new(X + (Axis == 0 ? share : 0), Y + (Axis == 1 ? share : 0), Z + (Axis == 2 ? share : 0));

    private static int Whole(double coordinate, bool isMiddle) => (int)Math.Round(isMiddle ? coordinate - 0.5 : coordinate);
}
