using System.Text.Json.Serialization;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Operations;

namespace Vesalius.Cli.Inspection;

/// <summary>What <c>inspect</c> says of one file: the facts, or why it could not be read.</summary>
internal sealed record InspectedItem
{
    public required string Path { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Format { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int[]? Size { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Dimensions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Components { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Spacing { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Origin { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Direction { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Orientation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Slope { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Intercept { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Min { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Max { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Sum { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sha256 { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<InspectedLabel>? Labels { get; init; }

    /// <summary>What is to say of DICOM only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InspectedDicom? Dicom { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The facts of an image. Without its voxels only what the header says.</summary>
    public static InspectedItem Of(string path, StoredImage image)
    {
        Grid grid = image.Grid;
        ImageFacts? facts = image.Bytes.Length == 0 ? null : ImageFacts.Of(image);
        WorldPoint origin = grid.Affine.Origin;
        return new InspectedItem
        {
            Path = path,
            Format = image.Format,
            Kind = image.IsLabelMap || image.Labels is not null ? "labels" : "image",
            Size = [grid.Size.X, grid.Size.Y, grid.Size.Z],
            Dimensions = grid.Dimensions,
            Components = image.Components,
            Spacing = [grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z],
            Origin = [origin.X, origin.Y, origin.Z],
            Direction = grid.Affine.Direction(),
            Orientation = AnatomicalAxes.Of(grid).Code,
            Type = image.Type.Name(),
            Slope = image.Slope,
            Intercept = image.Intercept,
            Min = facts?.Min ?? double.NaN,
            Max = facts?.Max ?? double.NaN,
            Sum = facts?.Sum ?? double.NaN,
            Sha256 = facts?.Sha256,
            Labels = image.Labels is { Count: > 0 } labels
                ? [.. labels.Select(label => new InspectedLabel(label.Value, label.Name, label.Layer))] : null,
            Warnings = image.Warnings,
        };
    }
}
