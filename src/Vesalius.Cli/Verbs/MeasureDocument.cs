using System.Text.Json.Serialization;
using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Measurement.Radiomics;

namespace Vesalius.Cli.Verbs;

/// <summary>What <c>measure --json</c> writes.</summary>
internal sealed record MeasureDocument(IReadOnlyList<MeasuredRegion> Structures)
{
    /// <summary>Whose radiomic features the structures have; no member where none were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RadiomicsNames? Radiomics { get; init; }

    /// <summary>The document of some measurements.</summary>
    public static MeasureDocument Of(IReadOnlyList<StructureMeasurement> structures, RadiomicsSettings? radiomics) =>
        new([.. structures.Select(Structure)])
        {
            Radiomics = RadiomicsNames.Of(radiomics, structures.SelectMany(structure => structure.Whole.Radiomics?.Keys ?? [])),
        };

    private static MeasuredRegion Structure(StructureMeasurement structure) =>
        MeasuredRegion.Of(structure.Label.Value, structure.Label.Name, structure.Whole) with
        {
            Lesions = [.. structure.Lesions.Select((lesion, i) =>
                MeasuredRegion.Of(structure.Label.Value, $"{structure.Label.Name}, lesion {i + 1}", lesion))],
        };
}
