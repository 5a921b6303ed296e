namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>One component of a frame: how finely it is sampled, relative to the others, and its quantisation table.</summary>
internal readonly record struct JpegComponent(byte Id, int Horizontal, int Vertical, int Table);
