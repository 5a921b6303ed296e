using System.Runtime.InteropServices;
using System.Numerics;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Evaluation;

/// <summary>
/// How two masks of one structure lie over each other, in voxels, and the scores that follow from it. A score whose denominator is zero is
/// undefined and is NaN: no score here is ever made up for an empty mask.
/// </summary>
/// <param name="Both">Voxels in the reference and in the prediction (true positives).</param>
/// <param name="OnlyReference">Voxels of the reference that the prediction misses (false negatives).</param>
/// <param name="OnlyPrediction">Voxels of the prediction outside the reference (false positives).</param>
public readonly record struct Overlap(long Both, long OnlyReference, long OnlyPrediction)
{
    /// <summary>Voxels in neither mask (true negatives); null when nobody counted them, and scores that need them are NaN.</summary>
    public long? Neither { get; init; }

    /// <summary>Voxels of the reference.</summary>
    public long Reference => Both + OnlyReference;

    /// <summary>Voxels of the prediction.</summary>
    public long Prediction => Both + OnlyPrediction;

    /// <summary>The Dice coefficient, 0 to 1: twice the common voxels over the sum of both. NaN when neither mask has a voxel.</summary>
    public double Dice => 2.0 * Both / (2.0 * Both + OnlyReference + OnlyPrediction);

    /// <summary>Intersection over union (Jaccard index), 0 to 1. NaN when neither mask has a voxel.</summary>
    public double Iou => (double)Both / (Both + OnlyReference + OnlyPrediction);

    /// <summary>The part of the reference that was found (recall, true positive rate), 0 to 1. NaN when the reference is empty.</summary>
    public double Sensitivity => (double)Both / Reference;

    /// <summary>The part of the prediction that is right (positive predictive value), 0 to 1. NaN when the prediction is empty.</summary>
    public double Precision => (double)Both / Prediction;

    /// <summary>
    /// The part of the remaining voxels that was left alone (true negative rate), 0 to 1. It depends on how much air the image has around
    /// the structure. NaN when the reference fills the image, or <see cref="Neither"/> is null.
    /// </summary>
    public double Specificity => TrueNegatives / (TrueNegatives + OnlyPrediction);

    /// <summary>
    /// Signed relative volume difference, (prediction − reference) / reference: −1 for nothing found. NaN when the reference is empty.
    /// </summary>
    public double VolumeDifference => (double)(Prediction - Reference) / Reference;

    /// <summary>
    /// Volume similarity, 1 − |prediction − reference| / (prediction + reference), 0 to 1, whatever the place (Taha and Hanbury 2015).
    /// NaN when neither mask has a voxel.
    /// </summary>
    public double VolumeSimilarity => 1 - (double)Math.Abs(Prediction - Reference) / (Prediction + Reference);

    /// <summary>
    /// Matthews' correlation coefficient, −1 to 1. NaN when a mask is empty or fills the image, or <see cref="Neither"/> is null.
    /// </summary>
    public double Mcc
    {
        get
        {
            double rest = TrueNegatives + OnlyPrediction, left = TrueNegatives + OnlyReference;
            double scale = Math.Sqrt(Prediction) * Math.Sqrt(Reference) * Math.Sqrt(rest) * Math.Sqrt(left);
            return (Both * TrueNegatives - (double)OnlyPrediction * OnlyReference) / scale;
        }
    }

    /// <summary>
    /// Cohen's kappa, agreement beyond chance, at most 1. NaN when both masks are empty or both fill the image, or
    /// <see cref="Neither"/> is null.
    /// </summary>
    public double Kappa
    {
        get
        {
            double voxels = Both + OnlyReference + OnlyPrediction + TrueNegatives;
            double observed = (Both + TrueNegatives) / voxels;
            double byChance = (Reference / voxels * (Prediction / voxels))
                + ((voxels - Reference) / voxels * ((voxels - Prediction) / voxels));
            return (observed - byChance) / (1 - byChance);
        }
    }

    /// <summary>
    /// The part of what was left alone that is right (negative predictive value), 0 to 1. NaN when the prediction fills the image, or
    /// without <see cref="Neither"/>.
    /// </summary>
    public double NegativePredictiveValue => TrueNegatives / (TrueNegatives + OnlyReference);

    /// <summary>The part of all voxels that is right, 0 to 1. NaN without <see cref="Neither"/>.</summary>
    public double Accuracy => (Both + TrueNegatives) / (Both + OnlyReference + OnlyPrediction + TrueNegatives);

    /// <summary>The mean of sensitivity and specificity, 0 to 1. NaN where one of them is.</summary>
    public double BalancedAccuracy => (Sensitivity + Specificity) / 2;

    /// <summary>Sensitivity plus specificity minus 1 (Youden's index, informedness), −1 to 1. NaN where one of them is.</summary>
    public double Youden => Sensitivity + Specificity - 1;

    /// <summary>
    /// How much likelier a voxel of the structure is marked than another: sensitivity over 1 − specificity. +∞ when nothing else is
    /// marked, NaN when nothing is.
    /// </summary>
    public double PositiveLikelihoodRatio => Sensitivity / (OnlyPrediction / (TrueNegatives + OnlyPrediction));

    private double TrueNegatives => Neither ?? double.NaN;

    /// <summary>
    /// The weighted harmonic mean of precision and sensitivity, 0 to 1: beta above 1 weighs sensitivity more; 1 gives <see cref="Dice"/>.
    /// NaN when neither mask has a voxel.
    /// </summary>
    /// <param name="beta">How many times as important sensitivity is; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Beta is not above 0.</exception>
    public double FBeta(double beta)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beta);
        double square = beta * beta, found = (1 + square) * Both;
        return found / (found + square * OnlyReference + OnlyPrediction);
    }

    /// <summary>
    /// True positives minus weighted false positives, per voxel (net benefit, Vickers and Elkin 2006). NaN without <see cref="Neither"/>.
    /// </summary>
    /// <param name="exchangeRate">How many false positives one true positive outweighs, inverted: 1 for as much as.</param>
    public double NetBenefit(double exchangeRate = 1) =>
        (Both - (exchangeRate * OnlyPrediction)) / (Both + OnlyReference + OnlyPrediction + TrueNegatives);

    /// <summary>The counts of two regions or cases together: pooled scores follow from the sum.</summary>
    public static Overlap operator +(Overlap left, Overlap right) =>
        new(left.Both + right.Both, left.OnlyReference + right.OnlyReference, left.OnlyPrediction + right.OnlyPrediction)
        {
            Neither = left.Neither + right.Neither,
        };

    /// <summary>The counts of two regions or cases together.</summary>
    public static Overlap Add(Overlap left, Overlap right) => left + right;

    /// <summary>Compares two masks of one structure.</summary>
    /// <exception cref="GridMismatchException">The masks lie on different grids.</exception>
    public static Overlap Of(Volume<bool> reference, Volume<bool> prediction)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        reference.Grid.Expect(prediction.Grid, "The predicted mask");
        long both = 0, inReference = 0, inPrediction = 0;
        ReadOnlySpan<byte> r = MemoryMarshal.AsBytes(reference.Voxels), p = MemoryMarshal.AsBytes(prediction.Voxels);
        ReadOnlySpan<ulong> r8 = MemoryMarshal.Cast<byte, ulong>(r), p8 = MemoryMarshal.Cast<byte, ulong>(p);
        for (int i = 0; i < r8.Length; i++)
        {
            // A bool is one byte of 0 or 1, so the bits set in eight bytes are the voxels set.
            both += BitOperations.PopCount(r8[i] & p8[i]);
            inReference += BitOperations.PopCount(r8[i]);
            inPrediction += BitOperations.PopCount(p8[i]);
        }

        for (int i = r8.Length * 8; i < r.Length; i++)
        {
            both += r[i] & p[i];
            inReference += r[i];
            inPrediction += p[i];
        }

        return new Overlap(both, inReference - both, inPrediction - both) { Neither = r.Length - inReference - inPrediction + both };
    }
}
