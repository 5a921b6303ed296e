using Vesalius.Imaging;

namespace Vesalius.Analysis.Tracking;

/// <summary>One lesion over all visits.</summary>
/// <param name="Id">Its number, from 1, in the order in which lesions are first seen (the largest first).</param>
/// <param name="Label">The label it was drawn with.</param>
/// <param name="Points">How it stands at each visit.</param>
public sealed record LesionTrack(int Id, Label Label, IReadOnlyList<TrackPoint> Points)
{
    /// <summary>The first visit at which it is there.</summary>
    public int FirstVisit => Points.Index().First(point => point.Item.Lesion is not null).Index;
}
