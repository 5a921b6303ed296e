namespace Vesalius.Dicom;

/// <summary>What the data dictionary (PS3.6) says of a tag.</summary>
/// <param name="Keyword">The name without spaces: <c>PatientName</c>. Empty for a few retired tags.</param>
/// <param name="Name">The name: <c>Patient's Name</c>.</param>
/// <param name="Representations">The value representations that are allowed; the first one unless the data say otherwise.</param>
/// <param name="Multiplicity">How many values there may be, as the standard writes it: <c>1</c>, <c>1-n</c>, <c>3</c>.</param>
public sealed record DictionaryEntry(string Keyword, string Name, IReadOnlyList<ValueRepresentation> Representations, string Multiplicity);
