namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>A packet: what one layer adds to one precinct of one component's resolution.</summary>
internal readonly record struct Packet(Resolution Resolution, TileComponent Component, int Precinct, int Layer);
