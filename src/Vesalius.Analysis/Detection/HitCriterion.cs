using Vesalius.Analysis.Measurement;

namespace Vesalius.Analysis.Detection;

/// <summary>When a finding has found a reference.</summary>
public abstract record HitCriterion
{
    private HitCriterion()
    {
    }

    /// <summary>What the criterion is called in tables and documents.</summary>
    public abstract string Name { get; }

    /// <summary>How well a finding fits a reference, the more the better; null when it does not hit.</summary>
    public abstract double? Fit(Finding finding, FindingRegion reference);

    private static double? AtLeast(double value, double threshold) => value >= threshold ? value : null;

    /// <summary>The pixels of both overlap: intersection over union of the masks, at least the threshold.</summary>
    /// <param name="Threshold">Above 0, up to 1.</param>
    public sealed record MaskOverlap(double Threshold) : HitCriterion
    {
        /// <inheritdoc/>
        public override string Name => FormattableString.Invariant($"mask IoU {Threshold}");

        /// <inheritdoc/>
        public override double? Fit(Finding finding, FindingRegion reference)
        {
            double shared = finding.Region.Shared(reference);
            return AtLeast(shared / (finding.Region.Pixels + reference.Pixels - shared), Threshold);
        }
    }

    /// <summary>The boxes of both overlap: intersection over union, at least the threshold.</summary>
    /// <param name="Threshold">Above 0, up to 1.</param>
    public sealed record BoxOverlap(double Threshold) : HitCriterion
    {
        /// <inheritdoc/>
        public override string Name => FormattableString.Invariant($"box IoU {Threshold}");

        /// <inheritdoc/>
        public override double? Fit(Finding finding, FindingRegion reference)
        {
            (VoxelBox a, VoxelBox b) = (finding.Region.Box, reference.Box);
            static double Common(int firstA, int lastA, int firstB, int lastB) =>
                Math.Max(0, Math.Min(lastA, lastB) - Math.Max(firstA, firstB) + 1);
            double shared = Common(a.FirstX, a.LastX, b.FirstX, b.LastX) * Common(a.FirstY, a.LastY, b.FirstY, b.LastY) * Common(a.FirstZ,
                a.LastZ, b.FirstZ, b.LastZ);
            return AtLeast(shared / (a.Size.Count + b.Size.Count - shared), Threshold);
        }
    }

    /// <summary>The finding covers at least so much of the reference (intersection over reference).</summary>
    /// <param name="Threshold">Above 0, up to 1.</param>
    public sealed record Covered(double Threshold) : HitCriterion
    {
        /// <inheritdoc/>
        public override string Name => FormattableString.Invariant($"IoR {Threshold}");

        /// <inheritdoc/>
        public override double? Fit(Finding finding, FindingRegion reference) =>
            AtLeast((double)finding.Region.Shared(reference) / reference.Pixels, Threshold);
    }

    /// <summary>The finding's surest pixel lies in the reference.</summary>
    public sealed record Peak : HitCriterion
    {
        /// <inheritdoc/>
        public override string Name => "peak in mask";

        /// <inheritdoc/>
        public override double? Fit(Finding finding, FindingRegion reference) =>
            reference.Contains(finding.Peak.X, finding.Peak.Y, finding.Peak.Z) ? 1 : null;
    }

    /// <summary>The centres lie no further apart than so many millimetres.</summary>
    /// <param name="Millimetres">The distance, 0 or more.</param>
    public sealed record CentreDistance(double Millimetres) : HitCriterion
    {
        /// <inheritdoc/>
        public override string Name => FormattableString.Invariant($"centres within {Millimetres} mm");

        /// <inheritdoc/>
        public override double? Fit(Finding finding, FindingRegion reference)
        {
            double distance = finding.Region.Centroid.DistanceTo(reference.Centroid);
            return distance <= Millimetres ? -distance : null;
        }
    }
}
