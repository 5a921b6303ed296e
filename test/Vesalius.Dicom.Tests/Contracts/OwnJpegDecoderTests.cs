using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Codecs.Jpeg;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>This library's own decoder of JPEG.</summary>
public sealed class OwnJpegDecoderTests : FrameDecoderContract
{
    protected override IFrameDecoder Decoder { get; } = new JpegFrameDecoder();
}
