using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement;

/// <summary>A straight distance between two points of an outline.</summary>
/// <param name="Start">One end, in the patient (LPS+ mm).</param>
/// <param name="End">The other end, in the patient (LPS+ mm).</param>
public readonly record struct Diameter(WorldPoint Start, WorldPoint End)
{
    /// <summary>The length in millimetres.</summary>
    public double LengthMm => Start.DistanceTo(End);
}
