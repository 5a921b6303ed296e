namespace Vesalius.Learning.Augmentation;

/// <summary>A smooth random bending: control points about a quarter of the patch apart are moved, cubic B-splines move what lies between.</summary>
/// <param name="Strength">The deviation of the control points' moves, as a part of their distance.</param>
/// <param name="Seed">Which moves are drawn.</param>
public sealed record ElasticBend(double Strength, long Seed)
{
    /// <inheritdoc/>
    public override string ToString() => $"bent {Strength:0.###} (seed {Seed})";
}
