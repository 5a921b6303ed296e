using Vesalius.Imaging;

namespace Vesalius.Dicom.Series;

/// <summary>Where a slice lies, seen from the first one.</summary>
/// <param name="X">How far it is shifted along its rows, in pixels.</param>
/// <param name="Y">How far it is shifted along its columns, in pixels.</param>
/// <param name="Depth">How far it lies along the normal, in millimetres.</param>
internal readonly record struct SlicePlacement(double X, double Y, double Depth)
{
    public static SlicePlacement[] Of(DicomSeries series)
    {
        FramePlane first = series.Frames[0].Plane!.Value;
        PixelSize pixel = series.Frames[0].PixelSize;
        return
        [
            .. series.Frames.Select(frame =>
            {
                WorldVector way = frame.Plane!.Value.Position - first.Position;
                return new SlicePlacement(way.Dot(first.Row) / pixel.X, way.Dot(first.Column) / pixel.Y, way.Dot(first.Normal));
            }),
        ];
    }
}
