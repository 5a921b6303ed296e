using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Codecs.JpegLs;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>This library's own decoder of JPEG-LS.</summary>
public sealed class OwnJpegLsDecoderTests : FrameDecoderContract
{
    protected override IFrameDecoder Decoder { get; } = new JpegLsFrameDecoder();
}
