namespace Vesalius.Dicom.Serialization;

/// <summary>What stands before an element's value.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Representation">The value representation, as written or as the dictionary has it.</param>
/// <param name="Length">The bytes of the value, or <see cref="Undefined"/>.</param>
/// <param name="Size">The bytes of the head itself.</param>
internal readonly record struct ElementHead(DicomTag Tag, ValueRepresentation Representation, long Length, int Size)
{
    public const long Undefined = 0xFFFFFFFF;

    public bool HasUndefinedLength => Length == Undefined;
}
