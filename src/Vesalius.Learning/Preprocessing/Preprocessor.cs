using Vesalius.Imaging;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Preprocessing;

/// <summary>
/// Makes a scan ready for the network: intensities to a common scale, voxels onto the working grid. The result carries its grid, so that
/// undoing it is resampling onto the scan's grid.
/// </summary>
public sealed class Preprocessor
{
    private readonly SegmentationPlan plan;

    /// <summary>A preprocessor for one plan.</summary>
    /// <exception cref="ArgumentException">The plan does not say how to normalise each channel, or has more classes than a byte can tell apart.</exception>
    public Preprocessor(SegmentationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Normalizations.Count != plan.Channels.Count || plan.Channels.Count == 0)
        {
            throw new ArgumentException($"A plan has one normalisation per channel; {plan.Normalizations.Count} came for {plan.Channels.Count} channel(s).", nameof(plan));
        }

        if (plan.ClassCount > PreparedCase.NotAnnotated)
        {
            throw new ArgumentException($"At most {PreparedCase.NotAnnotated - 1} labels can be learnt at once; the plan has {plan.Labels.Count}.", nameof(plan));
        }

        this.plan = plan;
    }

    /// <summary>Normalises the channels of a scan and resamples them onto the working grid.</summary>
    /// <param name="channels">One volume per channel of the plan, all on one grid.</param>
    /// <returns>The channels, shape [C, Z, Y, X], and the working grid.</returns>
    /// <exception cref="ArgumentException">Another number of channels came, a voxel is NaN or infinite, or the working grid is too large for one array.</exception>
    /// <exception cref="GridMismatchException">The channels lie on different grids.</exception>
    public PreparedScan Prepare(IReadOnlyList<Volume<float>> channels) => Prepare(channels, null);

    /// <summary>Prepares a scan for the second stage of a cascade.</summary>
    /// <param name="channels">One volume per channel of the plan, all on one grid.</param>
    /// <param name="previous">What the first stage found, on the same grid; null where the plan names no first stage.</param>
    /// <exception cref="ArgumentException">
    /// As for a scan; or the plan wants labels of a first stage and none came, or the other way round, or is not one of nnU-Net's.
    /// </exception>
    /// <exception cref="GridMismatchException">The labels lie on another grid than the scan.</exception>
    public PreparedScan Prepare(IReadOnlyList<Volume<float>> channels, Volume<ushort>? previous)
    {
        Check(channels);
        if ((plan.PreviousLabels is null) != (previous is null) || (previous is not null && plan.NnUnet is null))
        {
            string expected = plan.PreviousLabels is null ? "no labels of a first stage" : "the labels of the first stage";
            throw new ArgumentException($"The plan asks for {expected}; {(previous is null ? "none" : "some")} came.", nameof(previous));
        }

        if (previous is not null)
        {
            channels[0].Grid.Expect(previous.Grid, "the labels of the first stage");
        }

        if (plan.NnUnet is not null)
        {
            return NnUnetPreparation.Prepare(plan, channels, previous);
        }

        Grid working = OfOneArray(plan.WorkingGrid.For(channels[0].Grid), channels.Count);
        float[] voxels = new float[working.Size.Count * channels.Count];
        int perChannel = (int)working.Size.Count;
        for (int c = 0; c < channels.Count; c++)
        {
            float[] normalised = IntensityScale.Apply(plan.Normalizations[c], channels[c].Voxels);
            FieldOfView.Resize(normalised, channels[c].Size, working.Size).CopyTo(voxels.AsSpan(c * perChannel));
        }

        return new PreparedScan(working, channels.Count, voxels) { Placement = ScanPlacement.Whole(channels[0].Grid) };
    }

    /// <summary>Prepares a scan of one channel.</summary>
    /// <inheritdoc cref="Prepare(IReadOnlyList{Volume{float}})"/>
    public PreparedScan Prepare(Volume<float> scan) => Prepare([scan]);

    /// <summary>Prepares a scan with its mask, to learn from.</summary>
    /// <param name="id">The case's name.</param>
    /// <param name="channels">One volume per channel of the plan, all on one grid.</param>
    /// <param name="labels">The mask, on the same grid, of one layer unless the plan's structures overlap. Each voxel of the working grid gets the class with the greatest weight around it.</param>
    /// <exception cref="ArgumentException">
    /// As for a scan; or a label value is neither in the plan nor the one for "not annotated"; or the mask has voxels of a structure that
    /// its table says nobody annotated.
    /// </exception>
    /// <exception cref="GridMismatchException">The mask lies on another grid than the scan.</exception>
    public PreparedCase Prepare(string id, IReadOnlyList<Volume<float>> channels, LabelMap labels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(labels);
        PreparedScan scan = Prepare(channels);
        channels[0].Grid.Expect(labels.Grid, $"the mask of {id}");
        PreparedCase prepared = plan.Outputs == OutputKind.Exclusive ? OfClasses(id, scan, labels)
            : new PreparedCase(id, scan, RegionCodes.Of(id, labels, plan, scan.Grid.Size)) { NotAnnotatedClasses = NotAnnotatedClasses(labels.Table) };
        int[] contradicted = [.. prepared.PresentClasses.Intersect(prepared.NotAnnotatedClasses)];
        return contradicted.Length == 0 ? prepared : throw new ArgumentException(
            $"The mask of {id} has voxels of {plan.Labels[contradicted[0] - FirstClass].Name}, which the dataset says nobody annotated there. "
            + "Correct one of the two.", nameof(labels));
    }

    private PreparedCase OfClasses(string id, PreparedScan scan, LabelMap labels)
    {
        if (!labels.IsFlat)
        {
            throw new ArgumentException(
                $"The structures of {id} overlap, those that the plan was made from do not. "
                + "Say \"overlapping\": true in dataset.json, or correct the mask.", nameof(labels));
        }

        byte[] classes = FieldOfView.Vote(ClassesOf(id, labels), labels.Grid.Size, scan.Grid.Size);
        return new PreparedCase(id, scan, classes, plan.ClassCount) { NotAnnotatedClasses = NotAnnotatedClasses(labels.Table) };
    }

    private int[] NotAnnotatedClasses(LabelTable table) =>
        [.. Enumerable.Range(FirstClass, plan.Labels.Count).Where(one => table.NotAnnotated.Contains(plan.Labels[one - FirstClass].Name))];

    /// <summary>The class of the plan's first label: 0 where there is no background.</summary>
    private int FirstClass => plan.Outputs == OutputKind.Exclusive ? 1 : 0;

    /// <summary>The working grid, where one array can hold its values.</summary>
    internal static Grid OfOneArray(Grid working, int channels)
    {
        var values = (long)Int128.Min((Int128)working.Size.Count * channels, long.MaxValue);
        return values <= Array.MaxLength ? working : throw new ArgumentException(
            $"A working grid of {working.Size} with {channels} channel(s) has {values:N0} values; one array holds {Array.MaxLength:N0}. Crop the scan first.", nameof(working));
    }

    private void Check(IReadOnlyList<Volume<float>> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Count != plan.Channels.Count)
        {
            throw new ArgumentException(
                $"The model needs {plan.Channels.Count} channel(s), {string.Join(", ", plan.Channels)}; {channels.Count} came.", nameof(channels));
        }

        for (int c = 0; c < channels.Count; c++)
        {
            channels[0].Grid.Expect(channels[c].Grid, $"channel {plan.Channels[c]}");
            if (NonFiniteVoxels.In(channels[c]) is { Count: > 0 } found)
            {
                throw new ArgumentException($"Channel {plan.Channels[c]}: expected finite intensities; {found}. Replace them first.", nameof(channels));
            }
        }
    }

    private byte[] ClassesOf(string id, LabelMap labels)
    {
        const int Unknown = -1;
        var classOf = new int[ushort.MaxValue + 1];
        Array.Fill(classOf, Unknown);
        classOf[0] = 0;
        if ((plan.NotAnnotatedValue ?? labels.Table.NotAnnotatedValue) is { } value)
        {
            classOf[value] = PreparedCase.NotAnnotated;
        }

        for (int i = 0; i < plan.Labels.Count; i++)
        {
            classOf[plan.Labels[i].Value] = i + 1;
        }

        ReadOnlySpan<ushort> voxels = labels.Voxels.Voxels;
        byte[] classes = new byte[voxels.Length];
        for (int i = 0; i < voxels.Length; i++)
        {
            int one = classOf[voxels[i]];
            classes[i] = one != Unknown ? (byte)one : throw new ArgumentException(
                $"The mask of {id} has the value {voxels[i]}, which the plan does not know; it knows 0 and {string.Join(", ", plan.Labels.Select(label => label.Value))}. Correct the mask, or name the value in dataset.json so that it is planned for.", nameof(labels));
        }

        return classes;
    }
}
