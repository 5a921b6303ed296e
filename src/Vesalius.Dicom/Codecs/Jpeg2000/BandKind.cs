namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>Frequencies of a band: low or high along x, then along y.</summary>
internal enum BandKind
{
    /// <summary>Low along both: the smallest picture.</summary>
    LowLow = 0,

    /// <summary>High along x.</summary>
    HighLow = 1,

    /// <summary>High along y.</summary>
    LowHigh = 2,

    /// <summary>High along both.</summary>
    HighHigh = 3,
}
