using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Codecs.Rle;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>This library's own decoder of RLE, on frames written by hand after PS3.5 annex G.</summary>
public sealed class OwnRleDecoderTests : FrameDecoderContract
{
    protected override IFrameDecoder Decoder { get; } = new RleFrameDecoder();

    /// <summary>Two rows of three: seven, seven, seven, then one to three as they are; in 16 bits with a segment of high bytes first.</summary>
    protected override IReadOnlyList<FrameCase> Cases { get; } =
    [
        Case(8, [Segments(64), 0xFE, 7, 2, 1, 2, 3], [7, 7, 7, 1, 2, 3]),
        Case(16, [Segments(64, 66), 0xFB, 1, 0xFE, 7, 2, 1, 2, 3], [7, 1, 7, 1, 7, 1, 1, 1, 2, 1, 3, 1]),
    ];

    private static FrameCase Case(int bits, object[] code, byte[] expected) => new(
        "1.2.840.10008.1.2.5",
        new FrameFormat { Rows = 2, Columns = 3, BitsAllocated = bits, BitsStored = bits },
        [.. code.SelectMany(part => part is byte[] bytes ? bytes : [Convert.ToByte(part, System.Globalization.CultureInfo.InvariantCulture)])],
        expected);

    private static byte[] Segments(params int[] starts) =>
        [.. new[] { starts.Length }.Concat(starts).Concat(new int[15 - starts.Length]).SelectMany(BitConverter.GetBytes)];
}
