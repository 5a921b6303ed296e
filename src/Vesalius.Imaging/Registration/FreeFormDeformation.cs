using System.Runtime.Intrinsics;

namespace Vesalius.Imaging.Registration;

/// <summary>
/// A smooth deformation of the patient frame (LPS+ mm): each point moves by a cubic B-spline over a lattice of control points (Rueckert et
/// al., "Nonrigid registration using free-form deformations", IEEE Transactions on Medical Imaging 18(8), 1999). Beyond the lattice it
/// fades to no motion within two of its steps.
/// </summary>
public sealed class FreeFormDeformation
{
    private const int MostInverseSteps = 100;
    private const double InverseToleranceMm = 1e-4;

    private readonly SplineLattice lattice;
    private readonly Vector256<double>[] coefficients;

    /// <summary>A deformation from its control points.</summary>
    /// <param name="lattice">Where the control points lie.</param>
    /// <param name="coefficients">How far each pulls, in mm, in memory order of the lattice (x fastest).</param>
    /// <exception cref="ArgumentException">Not one for each control point, or one that is not finite.</exception>
    public FreeFormDeformation(Grid lattice, IReadOnlyList<WorldVector> coefficients)
        : this(new SplineLattice(lattice), Checked(lattice, coefficients))
    {
    }

    internal FreeFormDeformation(SplineLattice lattice, Vector256<double>[] coefficients) =>
        (this.lattice, this.coefficients) = (lattice, coefficients);

    /// <summary>Where the control points lie.</summary>
    public Grid Lattice => lattice.Grid;

    /// <summary>How far each control point pulls, in mm, x fastest.</summary>
    public IReadOnlyList<WorldVector> Coefficients => Array.ConvertAll(coefficients, c => new WorldVector(c[0], c[1], c[2]));

    internal Vector256<double>[] Pulls => coefficients;

    /// <summary>Where a point comes to lie.</summary>
    public WorldPoint Apply(WorldPoint point) => point + DisplacementAt(point);

    /// <summary>How far a point moves, in mm.</summary>
    public WorldVector DisplacementAt(WorldPoint point)
    {
        Vector256<double> sum = lattice.At(point).Sum(coefficients);
        return new WorldVector(sum[0], sum[1], sum[2]);
    }

    /// <summary>
    /// The point that comes to lie at a given one, to a ten-thousandth of a millimetre where the deformation does not fold.
    /// </summary>
    public WorldPoint ApplyInverse(WorldPoint point)
    {
        WorldPoint from = point;
        for (int step = 0; step < MostInverseSteps; step++)
        {
            WorldVector miss = point - Apply(from);
            from += miss;
            if (miss.Length < InverseToleranceMm)
            {
                break;
            }
        }

        return from;
    }

    /// <summary>
    /// How a small volume around a point grows: 1 keeps it, below 1 shrinks it, 0 or less folds space (the determinant of the Jacobian).
    /// </summary>
    public double JacobianAt(WorldPoint point)
    {
        (WorldVector x, WorldVector y, WorldVector z) = lattice.At(point).Slopes(coefficients);

        // The slopes are along the lattice; its own steps turn them into millimetres of the patient.
        WorldVector a = Lattice.Affine.XStep + x, b = Lattice.Affine.YStep + y, c = Lattice.Affine.ZStep + z;
        return a.Cross(b).Dot(c) / Lattice.Affine.Determinant;
    }

    /// <summary>The least growth of volume (see <see cref="JacobianAt"/>) on a raster within the lattice; above 0, nothing folds.</summary>
    /// <param name="perStep">Points of the raster per step of the lattice, along each axis.</param>
    public double LeastJacobian(int perStep = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perStep, 1);
        Size3 size = Lattice.Size;
        int Count(int axis) => Math.Max(1, (size[axis] - 3) * perStep + 1);
        var least = new double[Count(2)];
        Parallel.For(0, least.Length, z =>
        {
            least[z] = double.PositiveInfinity;
            for (int y = 0; y < Count(1); y++)
            {
                for (int x = 0; x < Count(0); x++)
                {
                    var at = new VoxelPoint(1 + (double)x / perStep, 1 + (double)y / perStep, 1 + (double)z / perStep);
                    least[z] = Math.Min(least[z], JacobianAt(Lattice.ToWorld(at)));
                }
            }
        });
        return least.Min();
    }

    private static Vector256<double>[] Checked(Grid lattice, IReadOnlyList<WorldVector> coefficients)
    {
        ArgumentNullException.ThrowIfNull(lattice);
        ArgumentNullException.ThrowIfNull(coefficients);
        if (coefficients.Count != lattice.Size.Count || coefficients.Any(c => !double.IsFinite(c.Length)))
        {
            throw new ArgumentException($"A lattice of {lattice.Size} has {lattice.Size.Count} control points, each with a finite pull in "
                + $"mm; {coefficients.Count} pulls came.", nameof(coefficients));
        }

        return [.. coefficients.Select(c => Vector256.Create(c.X, c.Y, c.Z, 0))];
    }
}
