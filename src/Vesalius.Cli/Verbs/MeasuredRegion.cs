using System.Text.Json.Serialization;
using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Cli.Verbs;

/// <summary>One structure or lesion as <c>measure --json</c> writes it: millimetres, millilitres, patient frame LPS+.</summary>
internal sealed record MeasuredRegion
{
    public required int Label { get; init; }

    public required string Name { get; init; }

    public required long Voxels { get; init; }

    public required double VolumeMl { get; init; }

    public required VolumeRange VolumeRange { get; init; }

    public required double MeshVolumeMl { get; init; }

    public required double SurfaceMm2 { get; init; }

    public required double Sphericity { get; init; }

    public required double Maximum3DDiameterMm { get; init; }

    public required double LongestAxialDiameterMm { get; init; }

    public required double PerpendicularAxialDiameterMm { get; init; }

    public required int? Slice { get; init; }

    public required string? SliceAxis { get; init; }

    public required double[][]? LongestAxialDiameter { get; init; }

    public required double[][]? PerpendicularAxialDiameter { get; init; }

    public required double MajorAxisMm { get; init; }

    public required double MinorAxisMm { get; init; }

    public required double LeastAxisMm { get; init; }

    public required double Elongation { get; init; }

    public required double Flatness { get; init; }

    public required double[] Centroid { get; init; }

    public required MeasuredBox? Box { get; init; }

    public required bool TouchesBorder { get; init; }

    public required IntensityStatistics? Intensity { get; init; }

    /// <summary>Radiomic features by name; no member where none were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Radiomics { get; init; }

    public IReadOnlyList<MeasuredRegion>? Lesions { get; init; }

    /// <summary>The document's form of a measurement.</summary>
    public static MeasuredRegion Of(int label, string name, RegionMeasurement region) => new()
    {
        Label = label,
        Name = name,
        Voxels = region.Voxels,
        VolumeMl = region.VolumeMl,
        VolumeRange = region.VolumeRange,
        MeshVolumeMl = region.MeshVolumeMl,
        SurfaceMm2 = region.SurfaceMm2,
        Sphericity = region.Sphericity,
        Maximum3DDiameterMm = region.Maximum3DDiameterMm,
        LongestAxialDiameterMm = region.SliceDiameters?.Longest.LengthMm ?? double.NaN,
        PerpendicularAxialDiameterMm = region.SliceDiameters?.Perpendicular.LengthMm ?? double.NaN,
        Slice = region.SliceDiameters?.Slice,
        SliceAxis = region.SliceDiameters is { } found ? "xyz"[found.SliceAxis].ToString() : null,
        LongestAxialDiameter = Ends(region.SliceDiameters?.Longest),
        PerpendicularAxialDiameter = Ends(region.SliceDiameters?.Perpendicular),
        MajorAxisMm = region.Axes.MajorMm,
        MinorAxisMm = region.Axes.MinorMm,
        LeastAxisMm = region.Axes.LeastMm,
        Elongation = region.Axes.Elongation,
        Flatness = region.Axes.Flatness,
        Centroid = Point(region.Centroid),
        Box = MeasuredBox.Of(region.Box),
        TouchesBorder = region.TouchesBorder,
        Intensity = region.Intensity,
        Radiomics = region.Radiomics,
    };

    private static double[][]? Ends(Diameter? diameter) => diameter is { } line ? [Point(line.Start), Point(line.End)] : null;

    private static double[] Point(WorldPoint point) => [point.X, point.Y, point.Z];
}
