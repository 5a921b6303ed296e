using Vesalius.Dicom.Pixels;
using Vesalius.Imaging;

namespace Vesalius.Dicom.Series;

/// <summary>Where a frame lies in the patient (PS3.3 C.7.6.2): LPS+ millimetres.</summary>
/// <param name="Position">The centre of the first pixel.</param>
/// <param name="Row">The unit direction in which a row runs.</param>
/// <param name="Column">The unit direction in which a column runs.</param>
public readonly record struct FramePlane(WorldPoint Position, WorldVector Row, WorldVector Column)
{
    /// <summary>The unit direction that is perpendicular to the frame, right-handed.</summary>
    public WorldVector Normal => Row.Cross(Column).Normalized;

    /// <summary>How far along the normal the frame lies, in millimetres.</summary>
    public double Depth => (Position - default(WorldPoint)).Dot(Normal);

    /// <summary>The plane of a frame.</summary>
    /// <returns>Null where the file gives no position or no usable orientation.</returns>
    public static FramePlane? Of(DicomDataset dataset, FunctionalGroups groups)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(groups);
        double[] position = groups.Macro(Tags.PlanePositionSequence)?.NumbersOrNone(Tags.ImagePositionPatient)
            ?? dataset.NumbersOrNone(Tags.ImagePositionPatient);
        double[] directions =
            groups.Macro(Tags.PlaneOrientationSequence)?.NumbersOrNone(Tags.ImageOrientationPatient)
            ?? dataset.NumbersOrNone(Tags.ImageOrientationPatient);
        if (position.Length != 3 || directions.Length != 6 || !AreFinite(position) || !AreFinite(directions))
        {
            return null;
        }

        var row = new WorldVector(directions[0], directions[1], directions[2]);
        var column = new WorldVector(directions[3], directions[4], directions[5]);
        bool isUsable = Math.Abs(row.Length - 1) < 0.1 && Math.Abs(column.Length - 1) < 0.1
            && Math.Abs(row.Normalized.Dot(column.Normalized)) < 0.1;
        return isUsable ? new FramePlane(new WorldPoint(position[0], position[1], position[2]), Unit(row), Unit(column)) : null;
    }

    /// <summary>The plane moved along its normal.</summary>
    public FramePlane Moved(double millimetres) => this with { Position = Position + Normal * millimetres };

    private static bool AreFinite(double[] numbers)
    {
        foreach (double number in numbers)
        {
            if (!double.IsFinite(number))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Directions are rounded in files; only what is further from unit length than that is put right.</summary>
    private static WorldVector Unit(WorldVector direction) => Math.Abs(direction.Length - 1) < 1e-4 ? direction : direction.Normalized;
}
