namespace Vesalius.Imaging.Operations;

/// <summary>The squared lengths of 0, 1, 2, … voxel steps along one axis, each rounded once, up to the end of the axis or of the band.</summary>
internal sealed class SquaredSteps
{
    private readonly float[] bothWays;

    /// <summary>The steps along an axis of a given number of voxels and spacing, as far as they stay within a band in mm.</summary>
    public SquaredSteps(int voxels, double spacing, double bandMm)
    {
        Reach = bandMm / spacing < voxels ? (int)(bandMm / spacing) : voxels - 1;
        bothWays = new float[(2 * Reach) + 1];
        for (int step = 0; step <= Reach; step++)
        {
            bothWays[Reach + step] = bothWays[Reach - step] = (float)(step * spacing * (step * spacing));
        }

        Spacing = spacing;
    }

    /// <summary>The largest step that can matter.</summary>
    public int Reach { get; }

    /// <summary>Millimetres per step.</summary>
    public double Spacing { get; }

    /// <summary>The squared length of a number of steps, in mm²; at most <see cref="Reach"/> steps.</summary>
    public float this[int steps] => bothWays[Reach + steps];

    /// <summary>All squared lengths, from as many steps back as <see cref="Reach"/> to as many ahead.</summary>
    public ReadOnlySpan<float> BothWays => bothWays;

    /// <summary>The squared lengths of 1, 2, 3, … steps.</summary>
    public ReadOnlySpan<float> Ahead => bothWays.AsSpan(Reach + 1);

    /// <summary>The squared lengths of …, 3, 2, 1 steps.</summary>
    public ReadOnlySpan<float> Behind => bothWays.AsSpan(0, Reach);
}
