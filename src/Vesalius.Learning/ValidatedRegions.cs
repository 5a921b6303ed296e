using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning;

/// <summary>Truth and prediction of a plan whose structures are made of several label values, as one structure per region.</summary>
internal static class ValidatedRegions
{
    /// <summary>
    /// Both maps with the plan's regions in layers, numbered from 1; as they came where every value is a structure of its own. Voxels that
    /// nobody annotated are background in both, and so count for nothing.
    /// </summary>
    public static (LabelMap Truth, LabelMap Found) Of(SegmentationPlan plan, LabelMap truth, LabelMap found)
    {
        if (plan.Labels.All(label => label.Parts is null))
        {
            return (truth, found);
        }

        LabelUnion[] unions = [.. plan.Labels.Select(label => new LabelUnion(label.Name, label.Parts ?? [label.Value]))];
        LabelMap known = Cleared(truth, truth, plan.NotAnnotatedValue), judged = Cleared(found, truth, plan.NotAnnotatedValue);
        LabelMap united = LabelUnion.Of(known, unions);
        united = new LabelMap(united.Layers, new LabelTable(united.Table) { NotAnnotated = truth.Table.NotAnnotated });
        return (united, plan.Outputs == OutputKind.Regions ? LabelUnion.Of(judged, unions) : judged);
    }

    private static LabelMap Cleared(LabelMap map, LabelMap truth, int? notAnnotated)
    {
        var table = new LabelTable(map.Table);
        if (notAnnotated is not { } value)
        {
            return new LabelMap(map.Layers, table);
        }

        ushort[] set = truth.Layers[0].Array;
        return new LabelMap(
            [.. map.Layers.Select(layer => new Volume<ushort>(layer.Grid, [.. layer.Array.Select((voxel, i) => set[i] == value ? (ushort)0 : voxel)]))], table);
    }
}
