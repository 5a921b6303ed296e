using System.Text.Json.Serialization;
using Vesalius.Dicom;
using Vesalius.Dicom.Series;

namespace Vesalius.Cli.Inspection;

/// <summary>What <c>inspect</c> says of DICOM beside the facts that every image has. No name of a patient is among them.</summary>
internal sealed record InspectedDicom
{
    public required string Modality { get; init; }

    public required string SopClass { get; init; }

    public required string TransferSyntax { get; init; }

    public required string SeriesUid { get; init; }

    public required string StudyUid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SeriesNumber { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>What tells it from other volumes of the same DICOM series.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Part { get; init; }

    public int Files { get; init; } = 1;

    public int Frames { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PhotometricInterpretation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BitsStored { get; init; }

    /// <summary>What the millimetres of a pixel mean: <c>patient</c>, <c>detector</c>, ….</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PixelSpacingSource? SpacingSource { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SliceRegularity? Slices { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TiltDegrees { get; init; }

    /// <summary>The smallest and the largest step between slices.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? StepsMm { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MissingSlices { get; init; }

    /// <summary>What was decided in sorting, and why.</summary>
    public IReadOnlyList<string> Decisions { get; init; } = [];

    public static InspectedDicom Of(DicomSeries series) => Of(series.First) with
    {
        Part = series.Part,
        Files = series.Instances.Count(),
        Frames = series.Frames.Count,
        SpacingSource = series.Geometry.SpacingSource,
        Slices = series.Geometry.Regularity,
        TiltDegrees = series.IsVolume ? series.Geometry.TiltDegrees : null,
        StepsMm = series.IsVolume ? [series.Geometry.StepsMm.Min(), series.Geometry.StepsMm.Max()] : null,
        MissingSlices = series.IsVolume ? series.Geometry.MissingSlices : null,
        Decisions = series.Notes,
    };

    public static InspectedDicom Of(DicomInstance instance) => new()
    {
        Modality = instance.Modality,
        SopClass = DicomDictionary.NameOfUid(instance.SopClass),
        TransferSyntax = instance.TransferSyntax,
        SeriesUid = instance.Series,
        StudyUid = instance.Study,
        SeriesNumber = instance.SeriesNumber,
        Description = instance.SeriesDescription,
        Frames = instance.Frames.Count,
        PhotometricInterpretation = instance.Format?.PhotometricInterpretation,
        BitsStored = instance.Format?.BitsStored,
    };
}
