namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>A band of coefficients of one resolution.</summary>
/// <param name="Kind">Which frequencies it holds.</param>
/// <param name="Area">Where it lies, in its own coordinates.</param>
/// <param name="Offset">Where its coefficients begin in the buffer of the component; they lie row by row.</param>
/// <param name="Planes">Bit planes of a coefficient.</param>
/// <param name="Step">What coefficients are multiplied with; 1 with the reversible wavelet.</param>
internal sealed record Band(BandKind Kind, Rectangle Area, int Offset, int Planes, float Step);
