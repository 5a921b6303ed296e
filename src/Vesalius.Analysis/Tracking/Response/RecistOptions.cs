namespace Vesalius.Analysis.Tracking.Response;

/// <summary>Where RECIST 1.1 is read in more than one way.</summary>
public sealed record RecistOptions
{
    /// <summary>How visits after a partial response are read.</summary>
    public PartialResponseReading PartialResponse { get; init; } = PartialResponseReading.AtEachVisit;

    /// <summary>
    /// Whether a lesion that reappears after a complete response is progression only when that response was confirmed by a second visit in
    /// a row (EORTC's reading); otherwise it always is.
    /// </summary>
    public bool ReappearanceNeedsConfirmedResponse { get; init; }

    /// <summary>
    /// Which visit is the baseline, from 0. Earlier visits are listed but count neither for the baseline sum nor for the nadir.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int BaselineVisit
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Visits are counted from 0.");
    }

    /// <summary>
    /// EORTC's reading: a partial response is carried forward, and reappearance counts after a confirmed complete response.
    /// </summary>
    public static RecistOptions Eortc { get; } = new()
    {
        PartialResponse = PartialResponseReading.CarriedForward,
        ReappearanceNeedsConfirmedResponse = true,
    };
}

/// <summary>How visits after a partial response are read.</summary>
public enum PartialResponseReading
{
    /// <summary>Each visit stands for itself: a sum above 70 % of baseline is stable disease even after a partial response.</summary>
    AtEachVisit,

    /// <summary>
    /// Once partial, the targets stay partial until they progress or vanish (EORTC: 100, 70, 70, 80, 80 are all PR after the first).
    /// </summary>
    CarriedForward,
}
