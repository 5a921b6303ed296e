using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>A tumour of a series: its place and form, and its size at each visit (null where it is not there).</summary>
internal sealed record SeriesTumour(int Id, Vector3 Place, TumourShape Shape, float?[] Scales)
{
    /// <summary>The tumour whose cell it shares, or 0.</summary>
    public int Partner { get; init; }

    public PlacedTumour? At(int visit) =>
        Scales[visit] is { } scale ? new PlacedTumour(Id, PhantomOrgan.Liver, Place, Shape, scale) : null;
}
