using Vesalius.Imaging;
using Vesalius.Imaging.Operations;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Inference;

/// <summary>Labels a scan with several models, one after the other so that only one takes memory, and joins what they find.</summary>
/// <param name="folder">The folder of the whole.</param>
/// <param name="plan">Its plan, which names the models.</param>
/// <param name="options">How windows slide, and which structures are wanted: a model that finds none of them is not run.</param>
internal sealed class JoinedSegmenter(ModelFolder folder, SegmentationPlan plan, SlidingWindowOptions options)
{
    private readonly JoinedModels joined = plan.Joined!;
    private readonly HashSet<int> wanted = [.. WantedLabels.Of(plan, options.Structures).Select(label => label.Value)];

    /// <summary>The models that find something that is wanted.</summary>
    public IReadOnlyList<JoinedModel> Models => [.. joined.Models.Where(model => model.Values.Any(wanted.Contains))];

    /// <summary>Labels a scan that <see cref="Ready"/> has brought onto the grid of the models.</summary>
    public Volume<ushort> Label(ReadyScan ready, IProgress<double>? progress, CancellationToken cancellation)
    {
        (Grid scan, IReadOnlyList<Volume<float>> channels) = (ready.Scan, ready.Channels);
        var labels = new Volume<ushort>(channels[0].Grid);
        IReadOnlyList<JoinedModel> models = Models;
        for (int i = 0; i < models.Count; i++)
        {
            using var segmenter = Segmenter.Load(new ModelFolder(folder.FileAt(models[i].Folder)), Inner(scan));
            var share = PartOf.Equal(progress, i, models.Count);
            LabelMap found = segmenter.Label(() => channels, share, cancellation);
            Paint(found.Voxels.Array, segmenter.Plan.ClassValues, models[i], labels.Array);
        }

        return Back(labels, scan);
    }

    /// <inheritdoc cref="Segmenter.ExpectMemoryFor"/>
    public void ExpectMemoryFor(Grid scan)
    {
        Grid resampled = CornerSampling.GridFor(Canonical(scan), joined.Spacing);
        new MemoryNeed(plan, scan.Size, resampled.Size, 0, options.Precision).ExpectToRead(options.MaxMemory);
        foreach (JoinedModel model in Models)
        {
            var part = new ModelFolder(folder.FileAt(model.Folder));
            MemoryNeed.Of(part, resampled, options.Precision).GroupsFor(Inner(scan).MaxMemory);
        }
    }

    // What a model may take beside the labels that were found so far and the scan as it sees it; structures are chosen here.
    private SlidingWindowOptions Inner(Grid scan)
    {
        long voxels = CornerSampling.GridFor(Canonical(scan), joined.Spacing).Size.Count;
        return options with
        {
            Structures = [],
            MaxMemory = options.MaxMemory is { } most
                ? Math.Max(1, most - voxels * (sizeof(ushort) + sizeof(float) * plan.Channels.Count))
                : null,
        };
    }

    /// <summary>Reads a scan and brings it onto the grid that all models are given; the scan itself is let go.</summary>
    public ReadyScan Ready(Func<IReadOnlyList<Volume<float>>> read)
    {
        IReadOnlyList<Volume<float>> channels = read();
        if (channels.Count != plan.Channels.Count)
        {
            throw new ArgumentException(
                $"The model needs {plan.Channels.Count} channel(s), {string.Join(", ", plan.Channels)}; {channels.Count} came.", nameof(read));
        }

        Grid scan = channels[0].Grid;
        return new ReadyScan(scan, [.. channels.Select(channel =>
        {
            scan.Expect(channel.Grid, "a channel");
            Volume<float> turned = Reorientation.To(channel, AnatomicalAxes.Ras);
            return CornerSampling.Linear(turned, CornerSampling.GridFor(turned.Grid, joined.Spacing));
        })]);
    }

    private static Volume<ushort> Back(Volume<ushort> labels, Grid scan)
    {
        Volume<ushort> turned = Reorientation.To(CornerSampling.Nearest(labels, Canonical(scan)), AnatomicalAxes.Of(scan));

        // The very grid of the scan: turning there and back may round its origin.
        return new Volume<ushort>(scan, turned.Array);
    }

    private void Paint(ushort[] found, ushort[] own, JoinedModel model, ushort[] labels)
    {
        ushort[] painted = new ushort[ushort.MaxValue + 1];
        for (int i = 0; i < model.Values.Count; i++)
        {
            painted[own[own.Length - model.Values.Count + i]] = wanted.Contains(model.Values[i]) ? (ushort)model.Values[i] : (ushort)0;
        }

        for (int i = 0; i < found.Length; i++)
        {
            if (painted[found[i]] is not 0 and var value)
            {
                labels[i] = value;
            }
        }
    }

    /// <summary>The grid with its axes in the order and directions of RAS.</summary>
    private static Grid Canonical(Grid scan)
    {
        string code = AnatomicalAxes.Of(scan).Code;
        int[] axes = [code.IndexOfAny(['R', 'L']), code.IndexOfAny(['A', 'P']), code.IndexOfAny(['S', 'I'])];
        bool[] isTurned = [.. axes.Select((axis, i) => code[axis] != "RAS"[i])];
        double Corner(int axis) => isTurned[Array.IndexOf(axes, axis)] ? scan.Size[axis] - 1 : 0;
        WorldVector Step(int i) => scan.Affine.Step(axes[i]) * (isTurned[i] ? -1 : 1);
        WorldPoint origin = scan.ToWorld(new VoxelPoint(Corner(0), Corner(1), Corner(2)));
        return new Grid(new Size3(scan.Size[axes[0]], scan.Size[axes[1]], scan.Size[axes[2]]), new Affine(Step(0), Step(1), Step(2), origin));
    }
}
