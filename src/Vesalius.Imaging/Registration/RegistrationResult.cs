namespace Vesalius.Imaging.Registration;

/// <summary>What a registration found.</summary>
/// <param name="FixedToMoving">Where each point of the fixed scan lies in the moving one.</param>
/// <param name="Similarity">The similarity at the end: mutual information in nats, or correlation from −1 to 1.</param>
/// <param name="StartSimilarity">The similarity at the start of the last level, by the same measure.</param>
/// <param name="Overlap">The fraction of the compared points that lie inside the moving scan and its mask.</param>
/// <param name="Steps">The steps taken, all levels together.</param>
public sealed record RegistrationResult(WorldTransform FixedToMoving, double Similarity, double StartSimilarity, double Overlap, int Steps)
{
    /// <summary>
    /// The moving scan placed where the fixed one lies, without resampling: its voxels keep their values and move their places.
    /// </summary>
    public Volume<T> Place<T>(Volume<T> moving)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(moving);
        return moving.On(FixedToMoving.Inverse().Apply(moving.Grid));
    }
}
