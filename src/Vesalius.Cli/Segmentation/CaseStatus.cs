namespace Vesalius.Cli.Segmentation;

/// <summary>How a scan ended.</summary>
internal enum CaseStatus
{
    /// <summary>It was segmented.</summary>
    Segmented,

    /// <summary>An earlier run had done it with the same scan, model and options.</summary>
    DoneBefore,

    /// <summary>Another process is at it.</summary>
    Elsewhere,

    /// <summary>It failed.</summary>
    Failed,
}
