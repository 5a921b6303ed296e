using Vesalius.Learning.Postprocessing;

namespace Vesalius.Learning.Exchange;

/// <summary>What nnU-Net found out should be done to labels afterwards, from postprocessing.json.</summary>
internal static class NnUnetPostprocessing
{
    private const string OnlyKind = "remove_all_but_largest_component_from_segmentation";

    /// <summary>The steps, in their order.</summary>
    /// <exception cref="Models.ModelException">A step is of a kind that is not known.</exception>
    public static IReadOnlyList<LabelCleanup> Read(JsonPlace file)
    {
        IReadOnlyList<JsonPlace> functions = file["postprocessing_fns"].Items(), options = file["postprocessing_kwargs"].Items();
        if (functions.Count != options.Count)
        {
            throw file["postprocessing_kwargs"].Wrong($"{functions.Count} entries, one per step");
        }

        return [.. functions.Zip(options, (function, option) => function.Text() == OnlyKind
            ? KeepingLargest([.. Values(option["labels_or_regions"])], option)
            : throw function.Wrong(OnlyKind))];
    }

    private static LabelCleanup KeepingLargest(int[] values, JsonPlace place) => values.Length == 0
        ? throw place["labels_or_regions"].Wrong("at least one label value")
        : new LabelCleanup { Label = values[0], With = values.Length == 1 ? null : values[1..], KeepsLargestOnly = true };

    /// <summary>Labels and regions (lists of labels) are looked at together, so a list of both is one set of labels.</summary>
    private static IEnumerable<int> Values(JsonPlace place) => place.IsList ? place.Items().SelectMany(Values).Distinct()
        : place.Whole() is > 0 and <= ushort.MaxValue and var value ? [value] : throw place.Wrong("label values");
}
