namespace Vesalius.Dicom.Codecs;

/// <summary>What a data set says of one frame of its pixels (PS3.3 C.7.6.3).</summary>
public sealed record FrameFormat
{
    /// <summary>Pixels from top to bottom, at least 1.</summary>
    public required int Rows { get; init; }

    /// <summary>Pixels from left to right, at least 1.</summary>
    public required int Columns { get; init; }

    /// <summary>1 for grey and palette pictures, 3 for colours; 4 occurs in retired files.</summary>
    public int SamplesPerPixel { get; init; } = 1;

    /// <summary>The width of a decoded sample in bits: 8, 16 or 32. One-bit pixels are never compressed frames of their own.</summary>
    public required int BitsAllocated { get; init; }

    /// <summary>How many of the allocated bits have a meaning, 1 to <see cref="BitsAllocated"/>.</summary>
    public required int BitsStored { get; init; }

    /// <summary>Whether samples are two's complement numbers of <see cref="BitsStored"/> bits.</summary>
    public bool IsSigned { get; init; }

    /// <summary>What samples mean: MONOCHROME1, MONOCHROME2, PALETTE COLOR, RGB, YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT.</summary>
    public string PhotometricInterpretation { get; init; } = "MONOCHROME2";

    /// <summary>Whether the data set calls its colours plane by plane (planar configuration 1). Decoded frames never are.</summary>
    public bool Planar { get; init; }

    /// <summary>Bytes of one decoded sample.</summary>
    public int BytesPerSample => (BitsAllocated + 7) / 8;

    /// <summary>Bytes of the decoded frame. Never overflows.</summary>
    public long ByteCount => (long)Rows * Columns * SamplesPerPixel * BytesPerSample;
}
