namespace Vesalius.Imaging.Phantoms;

/// <summary>A tumour over time: as it is in the first scan and in the second, null where it is not there.</summary>
internal sealed record TumourCourse(PlacedTumour? Before, PlacedTumour? After, TumourFate Fate)
{
    public int Id => (Before ?? After)!.Id;

    /// <summary>The tumour at its larger time.</summary>
    public PlacedTumour Largest => Before is null || After?.Scale > Before.Scale ? After! : Before;
}
