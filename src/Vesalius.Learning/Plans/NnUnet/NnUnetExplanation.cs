using Vesalius.Imaging;

namespace Vesalius.Learning.Plans.NnUnet;

/// <summary>Why nnU-Net's plans are what they are, in sentences for people.</summary>
public static class NnUnetExplanation
{
    /// <summary>One sentence per decision.</summary>
    /// <param name="fingerprint">What the dataset is like.</param>
    /// <param name="plans">The plans made for it.</param>
    public static IReadOnlyList<string> Of(Fingerprint fingerprint, NnUnetPlans plans)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        ArgumentNullException.ThrowIfNull(plans);
        return
        [
            $"{plans.Preset.PlansName}, by nnU-Net's rules, from all {fingerprint.Scans.Count} scans, those to validate on too; "
                + $"{fingerprint.Labels.Count} label(s).",
            .. plans.TransposeForward[0] == 0 ? Array.Empty<string>()
                : [$"The scans' {"xyz"[plans.AxisOf(2)]} axis is the coarsest and comes first in the network."],
            .. plans.Configurations.Select(one => Sentence(plans, one)),
            Coarse(plans),
        ];
    }

    private static string Sentence(NnUnetPlans plans, NnUnetConfiguration one)
    {
        string Sizes(Func<int, object> along) => string.Join("×", Enumerable.Range(0, one.Dimensions).Select(along));
        long reference = one.Dimensions == 2 ? plans.Preset.Reference2D : plans.Preset.Reference3D;
        return $"{one.Name}: spacing {Sizes(axis => $"{one.Spacing[axis]:0.###}")} mm, median scan {Sizes(axis => one.MedianSize[axis])}, "
            + $"patch {Sizes(axis => one.PatchSize[axis])}, {one.BatchSize} a step, "
            + $"{one.Network.Features.Count} levels of {string.Join(", ", one.Network.Features)} features; "
            + $"its feature maps have {one.FeatureMapSize:N0} numbers of {reference:N0}.";
    }

    private static string Coarse(NnUnetPlans plans)
    {
        NnUnetConfiguration? full = plans.Configurations.FirstOrDefault(one => one.Name == "3d_fullres");
        if (full is null)
        {
            return "The images are planar: there is no 3-D network.";
        }

        double shown = full.PatchSize.Count / full.MedianSize.Aggregate(1.0, (product, one) => product * one);
        return plans.HasCascade
            ? $"A patch at full resolution shows {100 * shown:0.#} % of the median scan, less than 25 %: "
                + "a coarse network and a cascade are planned."
            : $"A patch at full resolution shows {100 * shown:0.#} % of the median scan; no coarse network is planned.";
    }
}
