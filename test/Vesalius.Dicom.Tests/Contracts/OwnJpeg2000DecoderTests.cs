using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Codecs.Jpeg2000;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>This library's own decoder of JPEG 2000.</summary>
public sealed class OwnJpeg2000DecoderTests : FrameDecoderContract
{
    protected override IFrameDecoder Decoder { get; } = new Jpeg2000FrameDecoder();
}
