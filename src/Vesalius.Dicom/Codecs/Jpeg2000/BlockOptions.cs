namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>How code blocks are coded (ISO/IEC 15444-1, table A.19).</summary>
[Flags]
internal enum BlockOptions
{
    None = 0,

    /// <summary>From the fifth bit plane on, bits of the first two passes are stored as they are.</summary>
    Bypass = 1,

    /// <summary>Probabilities begin anew with every pass.</summary>
    Reset = 2,

    /// <summary>The code ends and begins anew with every pass.</summary>
    TerminateAll = 4,

    /// <summary>Nothing is learned from the stripe below.</summary>
    VerticallyCausal = 8,

    /// <summary>The ends of codes tell of damage; a decoder may ignore that.</summary>
    PredictableTermination = 16,

    /// <summary>Four known bits end every bit plane.</summary>
    SegmentationSymbols = 32,

    All = 63,
}
