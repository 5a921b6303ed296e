using Vesalius.Analysis.Measurement;

namespace Vesalius.Cli.Verbs;

/// <summary>What <c>measure --json</c> writes.</summary>
internal sealed record MeasureDocument(IReadOnlyList<MeasuredRegion> Structures)
{
    /// <summary>The document of some measurements.</summary>
    public static MeasureDocument Of(IEnumerable<StructureMeasurement> structures) => new([.. structures.Select(Structure)]);

    private static MeasuredRegion Structure(StructureMeasurement structure) =>
        MeasuredRegion.Of(structure.Label.Value, structure.Label.Name, structure.Whole) with
        {
            Lesions = [.. structure.Lesions.Select((lesion, i) =>
                MeasuredRegion.Of(structure.Label.Value, $"{structure.Label.Name}, lesion {i + 1}", lesion))],
        };
}
