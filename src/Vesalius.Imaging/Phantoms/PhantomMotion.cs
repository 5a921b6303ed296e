namespace Vesalius.Imaging.Phantoms;

/// <summary>How a phantom patient lies differently in the second scan: a rotation and a shift.</summary>
public sealed class PhantomMotion
{
    private readonly Affine before;
    private readonly Affine after;

    internal PhantomMotion(Affine before, Affine after) => (this.before, this.after) = (before, after);

    /// <summary>Where a point of the body seen in the first scan lies in the second.</summary>
    public WorldPoint Apply(WorldPoint baseline) => after.Apply(before.ApplyInverse(baseline));

    /// <summary>Where a point of the body seen in the second scan lay in the first.</summary>
    public WorldPoint ApplyInverse(WorldPoint followUp) => before.Apply(after.ApplyInverse(followUp));
}
