namespace Vesalius.Analysis.Tracking.Response;

/// <summary>How disease that is not measured stands at one visit.</summary>
public enum NonTargetStatus
{
    /// <summary>There is none: nothing was listed at baseline.</summary>
    None,

    /// <summary>All of it is gone, nodes are below 10 mm, tumour markers are normal (CR).</summary>
    Complete,

    /// <summary>Some of it is still there (non-CR/non-PD).</summary>
    Persisting,

    /// <summary>It grows beyond doubt, far enough to matter by itself (PD).</summary>
    UnequivocalProgression,

    /// <summary>Some of it was not assessed, and what was does not progress (NE).</summary>
    NotEvaluated,
}
