namespace Vesalius.Analysis.Tracking;

/// <summary>How a tracked lesion stands at one visit.</summary>
public enum LesionState
{
    /// <summary>It has not been seen yet.</summary>
    NotYet,

    /// <summary>It is there at the first visit.</summary>
    Baseline,

    /// <summary>It is there, as before.</summary>
    Persisting,

    /// <summary>It is there for the first time, and nothing was there before.</summary>
    New,

    /// <summary>It is there for the first time, and was part of another lesion before.</summary>
    SplitOff,

    /// <summary>It has grown together with another lesion, which goes on in its place.</summary>
    Merged,

    /// <summary>It is not there any more.</summary>
    Gone,

    /// <summary>It is back where it was, having been gone.</summary>
    Reappeared,
}
