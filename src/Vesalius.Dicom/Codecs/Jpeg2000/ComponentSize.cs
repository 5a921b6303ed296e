namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>A component: bits of a sample, whether samples have a sign, and how far apart samples lie on the reference grid.</summary>
internal readonly record struct ComponentSize(int Precision, bool IsSigned, int StepX, int StepY);
