using Vesalius.Imaging.Registration;

namespace Vesalius.Cli.Tracking;

/// <summary>How a visit lies against the first one.</summary>
/// <param name="FirstToThis">From points of the first visit to points of this one.</param>
/// <param name="Linear">How the linear map was found; null when it was given.</param>
/// <param name="Deformable">How the deformation was found; null when none was looked for.</param>
internal sealed record LaidVisit(RegistrationMap FirstToThis, RegistrationResult? Linear, DeformableResult? Deformable);
