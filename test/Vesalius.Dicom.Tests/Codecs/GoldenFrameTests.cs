namespace Vesalius.Dicom.Tests.Codecs;

public sealed class GoldenFrameTests
{
    public static TheoryData<string> Names => [.. GoldenFrame.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frame_is_decoded_as_another_decoder_does_it(string name)
    {
        GoldenFrame frame = GoldenFrame.All[name];
        byte[] pixels = Samples.Decode(frame.TransferSyntax, frame.Code, frame.Format);
        Assert.InRange(Samples.LargestDifference(frame.Expected, pixels, frame.Format), 0, frame.Tolerance);
    }
}
