namespace Vesalius.Imaging.Phantoms;

/// <summary>What a phantom patient with many lesions is like.</summary>
public sealed record LesionSeriesOptions
{
    /// <summary>How many visits there are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to 20.</exception>
    public int Visits
    {
        get;
        init => field = value is >= 1 and <= 20
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Visits), value, "A series has 1 to 20 visits.");
    } = 4;

    /// <summary>How many tumours stand alone; pairs that merge or fall apart come on top.</summary>
    /// <exception cref="ArgumentException">Below 0 or above 16.</exception>
    public PhantomRange Singles
    {
        get;
        init => field = value.High <= 16
            ? value.AtLeast(0, nameof(Singles))
            : throw new ArgumentException("At most 16 tumours stand alone.");
    } = new(3, 6);

    /// <summary>How many pairs merge or fall apart.</summary>
    /// <exception cref="ArgumentException">Below 0 or above 4.</exception>
    public PhantomRange Pairs
    {
        get;
        init => field = value.High <= 4 ? value.AtLeast(0, nameof(Pairs)) : throw new ArgumentException("There are at most 4 pairs.");
    } = new(0, 2);

    /// <summary>Millimetres between pixels in a slice; one number is drawn per visit.</summary>
    /// <exception cref="ArgumentException">Below 0.5 mm.</exception>
    public PhantomRange PixelSpacingMm { get; init => field = value.AtLeast(0.5, nameof(PixelSpacingMm)); } = new(0.9, 1.2);

    /// <summary>Millimetres between slices; one number is drawn per visit.</summary>
    /// <exception cref="ArgumentException">Below 0.5 mm.</exception>
    public PhantomRange SliceSpacingMm { get; init => field = value.AtLeast(0.5, nameof(SliceSpacingMm)); } = new(1, 1.6);

    /// <summary>By how much the patient turns between visits, in degrees.</summary>
    public double TurnDegrees { get; init; } = 4;

    /// <summary>By how much the patient shifts between visits, in mm.</summary>
    public double ShiftMm { get; init; } = 8;

    /// <summary>Whether new tumours may come.</summary>
    public bool HasNewTumours { get; init; } = true;

    /// <summary>
    /// By which factor diameters change from visit to visit, of all tumours that neither come, go, merge nor split; null to draw one each.
    /// </summary>
    public double? GrowthPerVisit { get; init; }
}
