namespace Vesalius.Imaging.Registration;

/// <summary>What a deformable registration found.</summary>
/// <param name="FixedToMoving">Where each point of the fixed scan lies in the moving one.</param>
/// <param name="Similarity">The similarity at the end: mutual information in nats, or correlation from −1 to 1.</param>
/// <param name="StartSimilarity">The same for the linear map alone.</param>
/// <param name="LeastJacobian">The least that a small volume shrinks to anywhere; above 0, since nothing folds.</param>
/// <param name="Steps">The steps taken, all levels together.</param>
public sealed record DeformableResult(
    RegistrationMap FixedToMoving, double Similarity, double StartSimilarity, double LeastJacobian, int Steps);
