namespace Vesalius.Dicom.Serialization;

/// <summary>The pieces of an encapsulated value, where they lie in their source (PS3.5 annex A.4).</summary>
/// <param name="Source">Where they lie.</param>
/// <param name="Offsets">The basic offset table: where each frame's first fragment begins, from the first fragment on. Often empty.</param>
/// <param name="Fragments">The fragments after the table, in order.</param>
/// <param name="End">The first byte after the value.</param>
internal sealed record FragmentList(IByteSource Source, IReadOnlyList<uint> Offsets, IReadOnlyList<Fragment> Fragments, long End);
