namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>A scan header.</summary>
/// <param name="Components">Which components the scan holds; more than one are interleaved.</param>
/// <param name="BySample">Whether they are interleaved sample by sample rather than row by row.</param>
/// <param name="Parameters">How the scan is coded.</param>
/// <param name="RestartRows">Rows between two restart markers; 0 for none.</param>
internal sealed record JpegLsScan(int[] Components, bool BySample, JpegLsParameters Parameters, int RestartRows);
