namespace Vesalius.Imaging.Surfaces;

/// <summary>One structure of a model of several: its surface, its name and its colour.</summary>
/// <param name="Mesh">The surface, in the patient (LPS+ mm).</param>
/// <param name="Name">What it is called.</param>
/// <param name="Color">The colour to show or print it in.</param>
public sealed record ModelPart(Mesh Mesh, string Name, Rgb Color)
{
    /// <summary>How much of what lies behind it is covered where it is shown: 1, the default, all of it; less, as glass does.</summary>
    public double Opacity
    {
        get;
        init => field = value is >= 0 and <= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "An opacity is from 0 to 1.");
    } = 1;
}
