using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Learning.Datasets;

/// <summary>What was found in a dataset folder, whatever its layout, before the cases are split.</summary>
/// <param name="Description">What the folder says of itself.</param>
/// <param name="Cases">The pairs of scan and mask, by id.</param>
/// <param name="Unlabelled">Images without a mask that were left out.</param>
internal sealed record DatasetContents(DatasetDescription Description, IReadOnlyList<DatasetCase> Cases, IReadOnlyList<string> Unlabelled)
{
    /// <summary>One name per channel.</summary>
    public IReadOnlyList<string> ChannelNames => Description.ChannelNames.Count > 0
        ? Description.ChannelNames
        : Cases[0].ChannelCount == 1 ? ["image"] : [.. Enumerable.Range(0, Cases[0].ChannelCount).Select(i => $"channel {i}")];

    /// <summary>Finds out the layout of a folder and pairs its files.</summary>
    public static DatasetContents Find(string root, DatasetOptions options)
    {
        DatasetDescription description = DatasetDescription.Read(Path.Combine(root, "dataset.json"));
        DatasetContents contents = description.Pairs.Count > 0 && options.LabelFolder is null && File.Exists(Path.Combine(root, description.Pairs[0].Image))
            ? DecathlonLayout.Find(root, description)
            : FolderLayout.Find(root, description, options);
        return NamedStructures.In(contents.WithChannelCount()).WithPartialAnnotation(PartialAnnotation.Read(root));
    }

    private DatasetContents WithPartialAnnotation(PartialAnnotation partial)
    {
        LabelTable labels = partial.Named(Description.Labels);
        return this with
        {
            Description = Description with { Labels = labels },
            Cases = [.. Cases.Select(one => one with { NotAnnotated = [.. one.NotAnnotated.Union(partial.In(one.Id, labels)).Order()] })],
        };
    }

    private DatasetContents WithChannelCount()
    {
        int channels = Description.ChannelNames.Count > 0 ? Description.ChannelNames.Count : ChannelsOf(Cases[0]);
        foreach (DatasetCase one in Cases)
        {
            if (one.ImagePaths.Count != Cases[0].ImagePaths.Count || (one.ImagePaths.Count != 1 && one.ImagePaths.Count != channels))
            {
                throw new DatasetException(
                    $"{one.ImagePaths[0]}: case {one.Id} has {one.ImagePaths.Count} channel image(s); {channels} are expected. Give every case the same channels, numbered _0000, _0001, ….");
            }
        }

        return this with { Cases = [.. Cases.Select(one => one with { ChannelCount = channels })] };
    }

    /// <summary>One file per channel, or one file whose components are volumes of their own; a colour picture counts as one channel.</summary>
    private static int ChannelsOf(DatasetCase one)
    {
        if (one.ImagePaths.Count > 1)
        {
            return one.ImagePaths.Count;
        }

        StoredImage header = VolumeFile.Identify(one.ImagePaths[0]);
        return header.Interleaved ? 1 : header.Components;
    }
}
