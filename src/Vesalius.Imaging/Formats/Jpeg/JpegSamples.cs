namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>How decoded samples are wanted.</summary>
/// <param name="BytesPerSample">1, or 2 for little-endian numbers of 16 bits; pictures of more than 8 bits need 2.</param>
/// <param name="ToRgb">
/// Whether luminance and colour differences become red, green and blue (ITU-R BT.601, full range, as JFIF has them).
/// </param>
public readonly record struct JpegSamples(int BytesPerSample, bool ToRgb);
