namespace Vesalius.Analysis.Tracking.Response;

/// <summary>How a disease answers to treatment at one visit.</summary>
public enum ResponseCategory
{
    /// <summary>CR: all targets are gone, and pathological nodes are small again.</summary>
    Complete,

    /// <summary>PR: the sum has shrunk far enough from baseline.</summary>
    Partial,

    /// <summary>MR: the sum has shrunk, but not far enough for PR. Only where the criteria know it (low-grade glioma).</summary>
    Minor,

    /// <summary>SD: neither enough shrinkage nor enough growth.</summary>
    Stable,

    /// <summary>Non-CR/non-PD: disease that is not measured persists; the word for patients without targets.</summary>
    NonCompleteNonProgressive,

    /// <summary>PD: the sum has grown far enough from its nadir, or there is a new lesion, or other disease clearly grows.</summary>
    Progressive,

    /// <summary>NE: not enough was assessed to tell.</summary>
    NotEvaluable,

    /// <summary>NED: there was no disease at baseline and there is none now.</summary>
    NoDisease,
}
