using System.Text;
using Vesalius.Dicom.Serialization;

namespace Vesalius.Dicom;

/// <summary>
/// One element of a data set: its tag, how its values are written, and the values. It does not change. Values are kept as bytes and
/// understood when they are asked for (through the data set, which knows the character set); long ones are read from the file then.
/// </summary>
public sealed class DicomElement
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly object? content;

    private DicomElement(DicomTag tag, ValueRepresentation representation, ReadOnlyMemory<byte> bytes, object? content)
    {
        Tag = tag;
        Representation = representation;
        this.bytes = bytes;
        this.content = content;
    }

    /// <summary>An element of binary or text bytes.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="representation">How the bytes are meant.</param>
    /// <param name="bytes">The value, little-endian; shared, not copied. An odd length is padded when it is written.</param>
    public DicomElement(DicomTag tag, ValueRepresentation representation, ReadOnlyMemory<byte> bytes)
        : this(tag, representation, bytes, null)
    {
    }

    /// <summary>A sequence.</summary>
    public DicomElement(DicomTag tag, IReadOnlyList<DicomDataset> items)
        : this(tag, ValueRepresentation.SQ, default, items)
    {
        ArgumentNullException.ThrowIfNull(items);
    }

    internal DicomElement(DicomTag tag, ValueRepresentation representation, DeferredBytes value)
        : this(tag, representation, default, value)
    {
    }

    internal DicomElement(DicomTag tag, ValueRepresentation representation, Lazy<FragmentList> fragments)
        : this(tag, representation, default, fragments)
    {
    }

    /// <summary>The tag.</summary>
    public DicomTag Tag { get; }

    /// <summary>How the values are written.</summary>
    public ValueRepresentation Representation { get; }

    /// <summary>Whether the value is a list of items.</summary>
    public bool IsSequence => content is IReadOnlyList<DicomDataset>;

    /// <summary>Whether the value is a list of compressed fragments.</summary>
    public bool IsEncapsulated => content is Lazy<FragmentList>;

    /// <summary>The items of a sequence; empty for anything else.</summary>
    public IReadOnlyList<DicomDataset> Items => content as IReadOnlyList<DicomDataset> ?? [];

    /// <summary>
    /// The bytes of the value as the file states it; 0 for a sequence, the sum of the fragments for an encapsulated value.
    /// </summary>
    public long Length => content switch
    {
        DeferredBytes deferred => deferred.Length,
        Lazy<FragmentList> list => list.Value.Fragments.Sum(fragment => (long)fragment.Length),
        _ => bytes.Length,
    };

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty => IsSequence ? Items.Count == 0 : Length == 0;

    /// <summary>The value, little-endian whatever the file's byte order. Empty for sequences and encapsulated values.</summary>
    /// <exception cref="EndOfStreamException">The file ends before the value does.</exception>
    public ReadOnlyMemory<byte> Bytes => content is DeferredBytes deferred ? deferred.Read() : bytes;

    /// <summary>The byte of the file where the element begins; -1 for one that was made. Of a deflated file, the byte of the inflated data set.</summary>
    internal long Position { get; init; } = -1;

    internal DeferredBytes? Deferred => content as DeferredBytes;

    internal FragmentList? Fragments => (content as Lazy<FragmentList>)?.Value;

    /// <summary>An element of text values.</summary>
    /// <param name="tag">The tag; its first representation of the dictionary is taken.</param>
    /// <param name="values">
    /// The values, which are joined with backslashes and written as UTF-8: plain ASCII for every character set.
    /// </param>
    public static DicomElement OfText(DicomTag tag, params ReadOnlySpan<string> values)
    {
        ValueRepresentation representation = DicomDictionary.RepresentationOf(tag);
        return new DicomElement(tag, representation, Encoding.UTF8.GetBytes(string.Join('\\', values)));
    }

    /// <summary>An element of unsigned 16-bit numbers (US).</summary>
    public static DicomElement OfNumbers(DicomTag tag, params ReadOnlySpan<ushort> values) =>
        new(tag, ValueRepresentation.US, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());

    /// <inheritdoc/>
    public override string ToString() => IsSequence
        ? $"{Tag} {Representation} {Tag.Keyword}: {Items.Count} item(s)"
        : $"{Tag} {Representation} {Tag.Keyword}: {Length} byte(s)";
}
