using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>Which sides of a box of voxels lie at the edge of the image it was cut from; both sides of an axis as one pair.</summary>
internal readonly record struct ImageEdges((bool Low, bool High) X, (bool Low, bool High) Y, (bool Low, bool High) Z)
{
    /// <summary>The sides of a box in an image.</summary>
    public static ImageEdges Of(VoxelRange range, Size3 image) => new(
        Sides(range.Start.X, range.Size.X, image.X),
        Sides(range.Start.Y, range.Size.Y, image.Y),
        Sides(range.Start.Z, range.Size.Z, image.Z));

    /// <summary>Whether a row of the box, one step beyond it at most, lies beyond the image.</summary>
    public bool IsBeyondImage(int y, int z, Size3 box) =>
        (y < 0 && Y.Low) || (y >= box.Y && Y.High) || (z < 0 && Z.Low) || (z >= box.Z && Z.High);

    private static (bool Low, bool High) Sides(int start, int length, int image) => (start == 0, start + length == image);
}
