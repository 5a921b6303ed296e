using Vesalius.Imaging;

namespace Vesalius.Dicom.Series;

/// <summary>
/// Where the frames of a series lie, told from their positions alone: neither slice thickness nor "spacing between slices" nor the tilt
/// that the
/// file states count.
/// </summary>
public sealed record SliceGeometry
{
    /// <summary>How far steps may differ from their mean, as a part of it, for slices to count as evenly spaced.</summary>
    public const double Tolerance = 0.01;

    /// <summary>
    /// The grid of the frames as they are, sheared if they are. Of uneven slices its third step is the mean, so that its first and last
    /// slice lie
    /// right and those between do not.
    /// </summary>
    public required Grid Grid { get; init; }

    /// <summary>How the frames lie to each other.</summary>
    public required SliceRegularity Regularity { get; init; }

    /// <summary>The distances along the normal from each frame to the next, in millimetres. Empty without places.</summary>
    public IReadOnlyList<double> StepsMm { get; init; } = [];

    /// <summary>The angle between the way from slice to slice and the slices' normal, in degrees: 0 but for a tilted gantry.</summary>
    public double TiltDegrees { get; init; }

    /// <summary>How many slices seem to be missing: steps that are a whole multiple of the usual one.</summary>
    public int MissingSlices { get; init; }

    /// <summary>What the millimetres of a pixel mean.</summary>
    public PixelSpacingSource SpacingSource { get; init; }

    /// <summary>The geometry of frames that are sorted along their normal, or that have no places.</summary>
    public static SliceGeometry Of(IReadOnlyList<DicomFrame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        DicomFrame first = frames[0];
        return first.Plane is { } plane ? Placed(frames, plane) : Unplaced(frames);
    }

    private static SliceGeometry Placed(IReadOnlyList<DicomFrame> frames, FramePlane first)
    {
        DicomFrame frame = frames[0];
        WorldVector normal = first.Normal;
        WorldPoint[] positions = Positions(frames);
        double[] steps = Steps(positions, normal);
        WorldVector step = frames.Count > 1
            ? (positions[^1] - positions[0]) * (1.0 / (frames.Count - 1)) : normal * Thickness(frame.Instance);
        bool isEven = IsEven(positions, step);
        return new SliceGeometry
        {
            Grid = GridOf(frame, first, step, frames.Count),
            Regularity = frames.Count == 1 ? SliceRegularity.Single : isEven ? SliceRegularity.Regular : SliceRegularity.Uneven,
            StepsMm = steps,
            TiltDegrees = Math.Acos(Math.Min(1, Math.Abs(step.Normalized.Dot(normal)))) * 180 / Math.PI,
            MissingSlices = isEven ? 0 : Missing(steps),
            SpacingSource = frame.PixelSize.Source,
        };
    }

    private static WorldPoint[] Positions(IReadOnlyList<DicomFrame> frames)
    {
        var positions = new WorldPoint[frames.Count];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = frames[i].Plane!.Value.Position;
        }

        return positions;
    }

    private static double[] Steps(WorldPoint[] positions, WorldVector normal)
    {
        double[] steps = new double[positions.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = (positions[i + 1] - positions[i]).Dot(normal);
        }

        return steps;
    }

    /// <summary>Whether every slice lies where equal steps put it, in the slices' plane too.</summary>
    private static bool IsEven(WorldPoint[] positions, WorldVector step)
    {
        double allowed = Tolerance * step.Length;
        for (int i = 1; i < positions.Length; i++)
        {
            if ((positions[i] - positions[i - 1] - step).Length > allowed)
            {
                return false;
            }
        }

        return true;
    }

    private static int Missing(double[] steps)
    {
        double usual = steps.Order().ElementAt(steps.Length / 2);
        return steps.Sum(step =>
            Math.Abs(step / usual - Math.Round(step / usual)) < 0.05 ? (int)Math.Clamp(Math.Round(step / usual) - 1, 0, 10_000) : 0);
    }

    /// <summary>A single slice is as thick as the file says, or 1 mm.</summary>
    private static double Thickness(DicomInstance instance) =>
        instance.SliceThickness is { } thickness and > 0 && double.IsFinite(thickness) ? thickness : 1;

    private static Grid GridOf(DicomFrame frame, FramePlane first, WorldVector step, int count) => new(
        new Size3(frame.Instance.Format!.Columns, frame.Instance.Format.Rows, count),
        new Affine(first.Row * frame.PixelSize.X, first.Column * frame.PixelSize.Y, step, first.Position));

    /// <summary>A picture, or the moments of a film one behind the other.</summary>
    private static SliceGeometry Unplaced(IReadOnlyList<DicomFrame> frames)
    {
        DicomFrame frame = frames[0];
        var size = new Size3(frame.Instance.Format!.Columns, frame.Instance.Format.Rows, frames.Count);
        return new SliceGeometry
        {
            Grid = new Grid(size, Affine.FromSpacing(new Spacing(frame.PixelSize.X, frame.PixelSize.Y, 1)), frames.Count == 1 ? 2 : 3),
            Regularity = SliceRegularity.Unplaced,
            SpacingSource = frame.PixelSize.Source,
        };
    }
}
