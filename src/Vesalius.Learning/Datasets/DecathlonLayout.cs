using Vesalius.Imaging.Formats;

namespace Vesalius.Learning.Datasets;

/// <summary>A task of the Medical Segmentation Decathlon: <c>dataset.json</c> lists pairs of files, several channels lie in one 4-D file.</summary>
internal static class DecathlonLayout
{
    public static DatasetContents Find(string root, DatasetDescription description)
    {
        var cases = new List<DatasetCase>();
        var absent = new List<string>();
        foreach ((string image, string label) in description.Pairs)
        {
            string imagePath = Path.GetFullPath(Path.Combine(root, image)), labelPath = Path.GetFullPath(Path.Combine(root, label));
            absent.AddRange(new[] { imagePath, labelPath }.Where(path => !File.Exists(path)));
            string id = VolumeFile.StemOf(imagePath);
            cases.Add(new DatasetCase { Id = id, Group = id, ImagePaths = [imagePath], LabelPath = labelPath });
        }

        if (absent.Count > 0)
        {
            throw new DatasetException(
                $"{Path.Combine(root, "dataset.json")}: {absent.Count} file(s) that it lists are not there: {Listing.Of(absent)}. Add them, or take their entries out.");
        }

        return new DatasetContents(description, [.. cases.OrderBy(one => one.Id, StringComparer.Ordinal)], []);
    }
}
