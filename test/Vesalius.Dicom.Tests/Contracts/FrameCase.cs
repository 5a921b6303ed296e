using Vesalius.Dicom.Codecs;

namespace Vesalius.Dicom.Tests.Contracts;

/// <summary>A compressed frame, and the samples another program finds in it.</summary>
/// <param name="TransferSyntax">The transfer syntax.</param>
/// <param name="Format">What the data set says of it.</param>
/// <param name="Code">The frame.</param>
/// <param name="Expected">The samples.</param>
/// <param name="Tolerance">How far a sample may be off: 0, but where a transform is lossy and rounds differently.</param>
public sealed record FrameCase(string TransferSyntax, FrameFormat Format, byte[] Code, byte[] Expected, int Tolerance = 0);
