using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Datasets;

namespace Vesalius.Learning.Tests.Datasets;

/// <summary>A dataset folder that is made for one test and removed after it.</summary>
internal sealed class TestDataset : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("vesalius-dataset-").FullName;

    public static Grid DefaultGrid { get; } = Grid.Of(new Size3(6, 5, 4), new Spacing(1, 1, 1));

    /// <summary>Adds <c>images/id.nii.gz</c> and <c>labels/id.nii.gz</c>, whose label 1 is a box of 8 voxels.</summary>
    public TestDataset With(params ReadOnlySpan<string> ids)
    {
        foreach (string id in ids)
        {
            Image($"images/{id}.nii.gz").Mask($"labels/{id}.nii.gz");
        }

        return this;
    }

    public TestDataset Image(string path, Grid? grid = null, Func<int, float>? value = null)
    {
        var volume = new Volume<float>(grid ?? DefaultGrid);
        for (int i = 0; i < volume.Voxels.Length; i++)
        {
            volume.Voxels[i] = value?.Invoke(i) ?? i;
        }

        VolumeFile.Write(Place(path), volume);
        return this;
    }

    public TestDataset Mask(string path, Grid? grid = null, ushort value = 1)
    {
        var volume = new Volume<ushort>(grid ?? DefaultGrid);
        for (int i = 0; i < 8; i++)
        {
            volume[1 + (i & 1), 1 + ((i >> 1) & 1), Math.Min(1 + (i >> 2), volume.Size.Z - 1)] = value;
        }

        VolumeFile.Write(Place(path), new LabelMap(volume, value == 0 ? LabelTable.Empty : LabelTable.Unnamed([value])));
        return this;
    }

    public TestDataset Text(string path, string text)
    {
        File.WriteAllText(Place(path), text);
        return this;
    }

    public TestDataset Remove(string path)
    {
        File.Delete(Place(path));
        return this;
    }

    public Dataset Open(DatasetOptions? options = null) => Dataset.Open(Folder, options);

    public string Refusal(DatasetOptions? options = null) => Assert.Throws<DatasetException>(() => Open(options)).Message;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Place(string path)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
