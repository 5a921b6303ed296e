using System.Globalization;
using Vesalius.Dicom.Pixels;

namespace Vesalius.Dicom.Series;

/// <summary>What can tell frames at one place apart: echo, b-value, point in time, acquisition. Null where nothing is said.</summary>
public sealed record FrameMarks
{
    /// <summary>The echo time in milliseconds.</summary>
    public double? EchoTime { get; init; }

    /// <summary>The b-value of diffusion, in s/mm².</summary>
    public double? BValue { get; init; }

    /// <summary>The number of the point in time.</summary>
    public double? TemporalPosition { get; init; }

    /// <summary>The delay after the trigger, in milliseconds.</summary>
    public double? TriggerTime { get; init; }

    /// <summary>The number of the acquisition.</summary>
    public double? Acquisition { get; init; }

    /// <summary>What kind of image it is: <c>ORIGINAL\PRIMARY\M\…</c>.</summary>
    public string? ImageType { get; init; }

    /// <summary>When it was acquired, as written; comparable as text.</summary>
    public string? Time { get; init; }

    /// <summary>Whether it is a localiser.</summary>
    public bool IsLocaliser => ImageType?.Contains("LOCALIZER", StringComparison.Ordinal) == true;

    /// <summary>The marks of a frame.</summary>
    public static FrameMarks Of(DicomDataset dataset, FunctionalGroups groups)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(groups);
        DicomDataset? content = groups.Macro(Tags.FrameContentSequence);
        return new FrameMarks
        {
            EchoTime = groups.Macro(Tags.MREchoSequence)?.NumberOrNone(Tags.EffectiveEchoTime) ?? dataset.NumberOrNone(Tags.EchoTime),
            BValue = groups.Macro(Tags.MRDiffusionSequence)?.NumberOrNone(Tags.DiffusionBValue)
                ?? dataset.NumberOrNone(Tags.DiffusionBValue),
            TemporalPosition = content?.NumberOrNone(Tags.TemporalPositionIndex) ?? dataset.NumberOrNone(Tags.TemporalPositionIdentifier),
            TriggerTime = dataset.NumberOrNone(Tags.TriggerTime),
            Acquisition = dataset.NumberOrNone(Tags.AcquisitionNumber),
            ImageType = dataset.Texts(Tags.ImageType) is { Count: > 0 } types ? string.Join('\\', types) : null,
            Time = content?.Text(Tags.FrameAcquisitionDateTime) ?? dataset.Text(Tags.AcquisitionDateTime)
                ?? dataset.Text(Tags.AcquisitionDate) + (dataset.Text(Tags.AcquisitionTime) ?? dataset.Text(Tags.ContentTime)),
        };
    }

    /// <summary>The marks by name, in the order in which they are tried: those that mean a volume of its own first.</summary>
    internal static IReadOnlyList<(string Name, Func<FrameMarks, string?> Value)> Tried { get; } =
    [
        ("echo time", marks => Text(marks.EchoTime)),
        ("b-value", marks => Text(marks.BValue)),
        ("image type", marks => marks.ImageType),
        ("time point", marks => Text(marks.TemporalPosition)),
        ("trigger time", marks => Text(marks.TriggerTime)),
        ("acquisition", marks => Text(marks.Acquisition)),
    ];

    private static string? Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);
}
