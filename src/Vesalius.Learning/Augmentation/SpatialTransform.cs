using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>Where the voxels of a patch are read from: rotated and scaled in millimetres about the patch's middle, mirrored, bent.</summary>
public sealed record SpatialTransform
{
    /// <summary>Rotation about the x, y and z axes, in degrees, applied in this order.</summary>
    public (double X, double Y, double Z) RotationDegrees { get; init; }

    /// <summary>By how much structures grow.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Whether left and right of the patch change places.</summary>
    public bool MirrorX { get; init; }

    /// <summary>Whether the patch is mirrored along y.</summary>
    public bool MirrorY { get; init; }

    /// <summary>Whether the patch is mirrored along z.</summary>
    public bool MirrorZ { get; init; }

    /// <summary>A smooth bending, or null.</summary>
    public ElasticBend? Bend { get; init; }

    /// <summary>Whether nothing is changed.</summary>
    public bool IsIdentity => Bend is null && Scale == 1 && RotationDegrees == default && !MirrorX && !MirrorY && !MirrorZ;

    /// <summary>From steps between patch voxels to steps between case voxels: column i is the step along patch axis i.</summary>
    /// <param name="spacing">Millimetres between voxels, of patch and case alike.</param>
    internal Affine VoxelMap(Spacing spacing)
    {
        (double sinX, double cosX) = Math.SinCos(RotationDegrees.X * Math.PI / 180);
        (double sinY, double cosY) = Math.SinCos(RotationDegrees.Y * Math.PI / 180);
        (double sinZ, double cosZ) = Math.SinCos(RotationDegrees.Z * Math.PI / 180);
        WorldVector Turn(WorldVector v)
        {
            v = new(v.X, cosX * v.Y - sinX * v.Z, sinX * v.Y + cosX * v.Z);
            v = new(cosY * v.X + sinY * v.Z, v.Y, -sinY * v.X + cosY * v.Z);
            return new(cosZ * v.X - sinZ * v.Y, sinZ * v.X + cosZ * v.Y, v.Z);
        }

        WorldVector Column(WorldVector axis, double step, bool mirrored)
        {
            // A grid of one slice may have any step along z, but no step is needed there; 1/Scale would move nothing.
            WorldVector turned = Turn(axis) * ((mirrored ? -step : step) / Scale);
            return new(turned.X / spacing.X, turned.Y / spacing.Y, turned.Z / spacing.Z);
        }

        return new Affine(
            Column(new(1, 0, 0), spacing.X, MirrorX), Column(new(0, 1, 0), spacing.Y, MirrorY), Column(new(0, 0, 1), spacing.Z, MirrorZ), default);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        List<string> parts = [];
        if (RotationDegrees != default)
        {
            parts.Add($"rotated {RotationDegrees.X:0.#}°, {RotationDegrees.Y:0.#}°, {RotationDegrees.Z:0.#}°");
        }

        if (Scale != 1)
        {
            parts.Add($"scaled ×{Scale:0.###}");
        }

        if (MirrorX || MirrorY || MirrorZ)
        {
            parts.Add($"mirrored {(MirrorX ? "x" : "")}{(MirrorY ? "y" : "")}{(MirrorZ ? "z" : "")}");
        }

        if (Bend is not null)
        {
            parts.Add(Bend.ToString());
        }

        return parts.Count == 0 ? "as it is" : string.Join(", ", parts);
    }
}
