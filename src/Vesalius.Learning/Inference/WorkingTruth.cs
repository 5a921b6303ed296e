using Vesalius.Imaging;
using Vesalius.Imaging.Morphology;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Inference;

/// <summary>Which class is true at each voxel of the working grid: that of the scan's voxel in which its centre lies.</summary>
internal sealed class WorkingTruth
{
    /// <summary>Stands for what nobody annotated.</summary>
    public const int NotAnnotated = -1;

    private const double NearMm = 10;

    private readonly int[] classes;
    private readonly bool[] isNear;

    private WorkingTruth(int[] classes, bool[] isNear) => (this.classes, this.isNear) = (classes, isNear);

    /// <summary>The class at a voxel, 0 for background.</summary>
    public int this[int voxel] => classes[voxel];

    /// <summary>Whether a voxel lies within 10 mm of a structure.</summary>
    public bool IsNear(int voxel) => isNear[voxel];

    /// <summary>Brings a mask onto the working grid of a prepared scan.</summary>
    public static WorkingTruth Of(PreparedScan scan, LabelMap truth, SegmentationPlan plan, CancellationToken cancellation)
    {
        var classOf = new int[ushort.MaxValue + 1];
        if (truth.Table.NotAnnotatedValue is { } unknown)
        {
            classOf[unknown] = NotAnnotated;
        }

        for (int i = 0; i < plan.Labels.Count; i++)
        {
            classOf[plan.Labels[i].Value] = i + 1;
        }

        ushort[] values = truth.Voxels.Array;
        return Of(scan, place => classOf[values[place]], cancellation);
    }

    /// <summary>
    /// Brings every structure of a mask onto the working grid by itself, where they may overlap: class 1 is the structure, 0 is not.
    /// </summary>
    public static IReadOnlyList<WorkingTruth> OfEach(PreparedScan scan, LabelMap truth, SegmentationPlan plan, CancellationToken cancellation)
    {
        ushort[][] layers = [.. truth.Layers.Select(layer => layer.Array)];
        int? unknown = truth.Table.NotAnnotatedValue ?? plan.NotAnnotatedValue;
        return [.. plan.Labels.Select(label =>
        {
            HashSet<int> values = [.. label.Parts ?? [label.Value]];
            return Of(scan, ClassAt, cancellation);

            int ClassAt(int place)
            {
                int found = 0;
                foreach (ushort[] layer in layers)
                {
                    if (layer[place] == unknown)
                    {
                        return NotAnnotated;
                    }

                    found |= values.Contains(layer[place]) ? 1 : 0;
                }

                return found;
            }
        })];
    }

    private static WorkingTruth Of(PreparedScan scan, Func<int, int> classAt, CancellationToken cancellation)
    {
        ScanPlacement placement = scan.Placement!;
        Size3 size = scan.Grid.Size;
        int[][] places = [.. Enumerable.Range(0, 3).Select(axis => PlacesOf(size[axis], placement.Size[axis]))];
        var classes = new int[size.Count];
        var isInside = new Volume<bool>(Grid.Of(size, scan.Grid.Spacing));
        for (int z = 0, i = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                int row = placement.RowStart(places[1][y], places[2][z]);
                for (int x = 0; x < size.X; x++, i++)
                {
                    classes[i] = classAt(row + places[0][x] * placement.Strides.X);
                    isInside.Array[i] = classes[i] > 0;
                }
            }
        }

        return new WorkingTruth(classes, BinaryMorphology.Dilate(isInside, NearMm, cancellation).Array);
    }

    private static int[] PlacesOf(int working, int box) =>
        [.. Enumerable.Range(0, working).Select(i => Math.Min((int)((i + 0.5) * box / working), box - 1))];
}
