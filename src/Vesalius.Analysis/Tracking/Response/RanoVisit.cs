namespace Vesalius.Analysis.Tracking.Response;

/// <summary>What was found at one visit of a patient with glioma.</summary>
public sealed record RanoVisit
{
    /// <summary>
    /// The sum of the products of perpendicular diameters of measurable enhancing lesions in mm² (or of volumes); null if not assessed.
    /// </summary>
    public required decimal? Sum { get; init; }

    /// <summary>Whether enhancing disease that is not measured persists.</summary>
    public bool HasNonMeasurableDisease { get; init; }

    /// <summary>Whether there is a new lesion.</summary>
    public bool HasNewLesion { get; init; }

    /// <summary>How disease that does not enhance (T2/FLAIR) has changed: 1 significantly more, 0 the same, −1 less.</summary>
    public int Flair { get; init; }

    /// <summary>The dose of corticosteroids in mg dexamethasone per day or the like; only comparisons matter.</summary>
    public decimal SteroidDose { get; init; }

    /// <summary>How the patient is: 1 better, 0 the same, −1 worse without another cause than the tumour.</summary>
    public int Clinical { get; init; }
}
