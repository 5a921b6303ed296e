namespace Vesalius.Analysis.Evaluation;

/// <summary>How much of two surfaces agrees within a tolerance. A distance equal to the tolerance agrees.</summary>
/// <param name="ToleranceMm">The tolerance in millimetres.</param>
/// <param name="Nsd">The normalised surface Dice, 0 to 1: the part of both surfaces that lies within the tolerance of the other.</param>
/// <param name="Reference">The part of the reference's surface within the tolerance of the prediction, 0 to 1.</param>
/// <param name="Prediction">The part of the prediction's surface within the tolerance of the reference, 0 to 1.</param>
public readonly record struct SurfaceAgreement(double ToleranceMm, double Nsd, double Reference, double Prediction);
