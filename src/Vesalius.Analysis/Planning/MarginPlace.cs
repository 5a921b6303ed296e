using Vesalius.Imaging;

namespace Vesalius.Analysis.Planning;

/// <summary>A margin at one place.</summary>
/// <param name="Mm">The margin in mm; negative where the target reaches beyond.</param>
/// <param name="OnTarget">The point of the target's surface, in the patient (LPS+ mm).</param>
/// <param name="OnOther">The nearest point of what the margin is measured to.</param>
public readonly record struct MarginPlace(double Mm, WorldPoint OnTarget, WorldPoint OnOther);
