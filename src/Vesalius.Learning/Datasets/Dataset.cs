using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Datasets;

/// <summary>
/// A folder of scans and masks to learn from: which files belong together, what the labels and channels are called, and what each case is
/// used for. Opening it looks at names and descriptions only; voxels are read case by case later.
/// </summary>
public sealed class Dataset
{
    private Dataset(string folder, DatasetContents contents, IReadOnlyList<DatasetCase> cases)
    {
        Folder = folder;
        Name = contents.Description.Name ?? System.IO.Path.GetFileName(folder);
        Cases = cases;
        ChannelNames = contents.ChannelNames;
        HasNamedChannels = contents.Description.ChannelNames.Count > 0;
        Labels = contents.Description.Labels;
        Regions = contents.Description.Regions;
        Outputs = contents.Description.Outputs;
        LabelsAreComplete = contents.Description.LabelsAreComplete;
        Unlabelled = contents.Unlabelled;
        Training = [.. cases.Where(one => one.Split == DatasetSplit.Train)];
        Validation = [.. cases.Where(one => one.Split == DatasetSplit.Validation)];
    }

    /// <summary>The full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>What the dataset calls itself, or else the folder's name.</summary>
    public string Name { get; }

    /// <summary>Every case that has a scan and a mask and is not held out, by id.</summary>
    public IReadOnlyList<DatasetCase> Cases { get; }

    /// <summary>One name per input channel: "image" for the only channel of a dataset that does not name it.</summary>
    public IReadOnlyList<string> ChannelNames { get; }

    /// <summary>Whether the dataset says what its channels are, so that "CT" can be told from "MR" by name.</summary>
    public bool HasNamedChannels { get; }

    /// <summary>The labels that the dataset names; values it does not name may occur unless <see cref="LabelsAreComplete"/>.</summary>
    public LabelTable Labels { get; }

    /// <summary>Whether a label value that <see cref="Labels"/> does not list is an error (nnU-Net and Decathlon list all of theirs).</summary>
    public bool LabelsAreComplete { get; }

    /// <summary>
    /// The structures that are made of several label values (nnU-Net's regions), with what they paint; none where every value is a structure
    /// of its own.
    /// </summary>
    public IReadOnlyList<PlannedLabel> Regions { get; }

    /// <summary>
    /// What the dataset says of whether its structures exclude each other. Where it says nothing the masks decide: structures that meet in a
    /// training case overlap.
    /// </summary>
    public OutputKind Outputs { get; }

    /// <summary>The names of images that were left out because they have no mask.</summary>
    public IReadOnlyList<string> Unlabelled { get; }

    /// <summary>The cases to learn from.</summary>
    public IReadOnlyList<DatasetCase> Training { get; }

    /// <summary>The cases to check with.</summary>
    public IReadOnlyList<DatasetCase> Validation { get; }

    /// <summary>
    /// Opens a dataset folder: <c>images/</c> + <c>labels/</c> with the same stems, an nnU-Net raw dataset (<c>imagesTr/</c>,
    /// <c>labelsTr/</c>, <c>dataset.json</c>) or a Medical Segmentation Decathlon task. In place of a mask file a case may have a folder
    /// of masks, one per structure, which may overlap (<c>labels/case/lung.png</c>), or a segmentation with layers (<c>.seg.nrrd</c>).
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Choices the folder leaves open; null for the defaults.</param>
    /// <exception cref="DatasetException">The folder is not such a dataset: the message names every image without a mask, and what to do.</exception>
    public static Dataset Open(string folder, DatasetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new DatasetOptions();
        string root = Path.GetFullPath(folder);
        if (!Directory.Exists(root))
        {
            throw new DatasetException($"{folder}: expected a dataset folder with images/ and labels/; there is no such folder.");
        }

        DatasetContents contents = DatasetContents.Find(root, options);
        IReadOnlyList<DatasetCase> cases = CaseSplit.Assign(root, contents.Cases, options);
        return new Dataset(Path.TrimEndingDirectorySeparator(root), contents, cases);
    }
}
