using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>
/// Where the voxels of a NIfTI file lie: the sform where it has one, else the qform, else the voxel sizes alone (nifti1.h, methods 3, 2 and 1).
/// A form that is not finite or has no volume is passed over with a warning.
/// </summary>
internal sealed class NiftiGeometry(NiftiHeader header, ImageSource source, List<string> warnings)
{
    /// <summary>The affine in LPS+ millimetres.</summary>
    public Affine Affine()
    {
        Affine ras = header.SformCode > 0 && Usable(Sform(), "sform") is { } sform ? sform
            : header.QformCode > 0 && Usable(Qform(), "qform") is { } qform ? qform
            : Centred();
        return ToLps(ras, Millimetres());
    }

    /// <summary>Between RAS+ and LPS+: x and y change sign.</summary>
    public static Affine ToLps(Affine affine, double scale = 1)
    {
        WorldVector Turn(WorldVector v) => new(0 - v.X * scale, 0 - v.Y * scale, v.Z * scale);
        WorldVector origin = Turn(affine.Origin - default(WorldPoint));
        return new Affine(Turn(affine.XStep), Turn(affine.YStep), Turn(affine.ZStep), default(WorldPoint) + origin);
    }

    private Affine Sform()
    {
        double[] s = header.Sform;
        return new Affine(new(s[0], s[4], s[8]), new(s[1], s[5], s[9]), new(s[2], s[6], s[10]), new(s[3], s[7], s[11]));
    }

    /// <summary>The rotation of a unit quaternion whose first part is left out, the third axis reversed where pixdim[0] is negative.</summary>
    private Affine Qform()
    {
        double b = header.Qform[0], c = header.Qform[1], d = header.Qform[2], rest = 1 - (b * b + c * c + d * d), a = 0;
        if (rest > 1e-7)
        {
            a = Math.Sqrt(rest);
        }
        else
        {
            double scale = 1 / Math.Sqrt(b * b + c * c + d * d);
            (b, c, d) = (b * scale, c * scale, d * scale);
        }

        double sign = header.Pixdim[0] < 0 ? -1 : 1;
        var x = new WorldVector(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c));
        var y = new WorldVector(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b));
        var z = new WorldVector(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - c * c - b * b);
        var origin = new WorldPoint(header.Qform[3], header.Qform[4], header.Qform[5]);
        return Rounded(new Affine(x * Spacing(1), y * Spacing(2), z * (Spacing(3) * sign), origin));
    }

    /// <summary>
    /// Without any form the axes are taken as left, front and head with the middle of the image at the origin: what the readers of the field
    /// agree on for files without orientation.
    /// </summary>
    private Affine Centred()
    {
        warnings.Add(header.Version == NiftiVersion.Analyze
            ? "Analyze files do not say which side is left: the x axis was taken to point to the patient's left. Check it."
            : "The file gives no orientation (no usable sform or qform): the x axis was taken to point to the patient's left, the middle to lie at the origin.");
        var spacing = new Spacing(Spacing(1), Spacing(2), Spacing(3));
        double Middle(int axis) => (Math.Max(1, header.Dim[axis]) - 1) / 2.0;
        return new Affine(
            new(-spacing.X, 0, 0), new(0, spacing.Y, 0), new(0, 0, spacing.Z),
            new(spacing.X * Middle(1), -spacing.Y * Middle(2), -spacing.Z * Middle(3)));
    }

    private Affine? Usable(Affine affine, string name)
    {
        double volume = Math.Abs(affine.Determinant) + affine.Origin.DistanceTo(default);
        if (double.IsFinite(volume) && affine.Determinant != 0)
        {
            return affine;
        }

        warnings.Add($"The {name} has no volume or is not finite, so it was passed over.");
        return null;
    }

    private double Spacing(int axis)
    {
        double spacing = Math.Abs(header.Pixdim[axis]);
        if (!double.IsFinite(spacing))
        {
            throw source.Error($"the voxel size along axis {axis} is {header.Pixdim[axis]}, where millimetres were expected. The header is damaged.");
        }

        if (spacing == 0 && axis <= header.Dim[0])
        {
            warnings.Add($"The voxel size along axis {axis} is 0; 1 was taken.");
        }

        return spacing == 0 ? 1 : spacing;
    }

    private double Millimetres()
    {
        double scale = (header.Units & 7) switch { 1 => 1000, 3 => 0.001, _ => 1 };
        if (scale != 1)
        {
            warnings.Add($"The file counts in {(scale > 1 ? "metres" : "micrometres")}; its geometry was turned into millimetres.");
        }

        return scale;
    }

    /// <summary>
    /// A NIfTI-1 rotation comes from single-precision numbers; kept at that precision, it is written again as an sform without any change.
    /// </summary>
    private Affine Rounded(Affine affine)
    {
        static WorldVector Single(WorldVector v) => new((float)v.X, (float)v.Y, (float)v.Z);
        return header.Version == NiftiVersion.Two
            ? affine
            : affine with { XStep = Single(affine.XStep), YStep = Single(affine.YStep), ZStep = Single(affine.ZStep) };
    }
}
