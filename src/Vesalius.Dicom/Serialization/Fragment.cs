namespace Vesalius.Dicom.Serialization;

/// <summary>One fragment of an encapsulated value.</summary>
/// <param name="Position">The first byte of its content in the source.</param>
/// <param name="Length">The bytes of its content.</param>
internal readonly record struct Fragment(long Position, int Length);
