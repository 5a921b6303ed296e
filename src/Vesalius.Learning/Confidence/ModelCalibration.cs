using System.Text.Json.Serialization;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Confidence;

/// <summary>
/// What validation taught about how far to trust a model: kept as calibration.json in the model folder. It changes no label: only
/// probabilities, intervals and warnings follow from it.
/// </summary>
public sealed record ModelCalibration
{
    /// <summary>The file's name in a model folder.</summary>
    public const string FileName = "calibration.json";

    /// <summary>The version of this file's form. Readers refuse a later one.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The temperature of the scores.</summary>
    public TemperatureRecord Temperature { get; init; } = TemperatureRecord.None;

    /// <summary>In which share of cases volumes lie within their intervals.</summary>
    public double IntervalLevel { get; init; } = 0.9;

    /// <summary>In which share of all validated volumes that was so; null where it could not be tried.</summary>
    public double? Coverage { get; init; }

    /// <summary>What is known of each structure, in the plan's order.</summary>
    public required IReadOnlyList<StructureCalibration> Structures { get; init; }

    /// <summary>What the scans of training were like; null where it is not known.</summary>
    public ScanFamiliarity? Familiarity { get; init; }

    /// <summary>How well quality is predicted.</summary>
    public QualityRecord Quality { get; init; } = new(0, 0);

    /// <summary>Whether anything was learned at all.</summary>
    [JsonIgnore]
    public bool IsFitted => Temperature.Cases > 0 || Familiarity is not null;

    /// <summary>
    /// The calibration of a model that was never held against known masks: nothing is known, probabilities stay as they are.
    /// </summary>
    public static ModelCalibration Unknown(SegmentationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new ModelCalibration
        {
            Structures = [.. plan.Labels.Select(label => new StructureCalibration
            {
                Label = label.Value, Name = label.Name, Volume = new VolumeHabit(0, null, 1), QualityWeights = QualityModel.Prior,
            })],
        };
    }

    /// <summary>Refuses a calibration that was made for another plan or by a later version.</summary>
    /// <exception cref="Models.ModelException">It does not fit.</exception>
    internal ModelCalibration Expect(SegmentationPlan plan, string path)
    {
        if (FormatVersion != 1)
        {
            throw new Models.ModelException(
                $"{path}: this version reads calibrations of format 1; this one has format {FormatVersion}. Use a newer Vesalius.");
        }

        return Structures.Select(one => one.Label).SequenceEqual(plan.Labels.Select(label => label.Value))
            && Structures.All(one => one.QualityWeights.Count == QualitySigns.Count) && Temperature.Temperature > 0 ? this
            : throw new Models.ModelException(
                $"{path}: expected the structures {string.Join(", ", plan.Labels.Select(label => label.Value))} of plan.json, and "
                + "sound numbers. Make it anew with 'calibrate', or remove the file.");
    }
}
