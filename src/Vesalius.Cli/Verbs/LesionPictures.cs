using Vesalius.Analysis.Measurement;
using Vesalius.Imaging;

namespace Vesalius.Cli.Verbs;

/// <summary>The pictures of <c>measure --pictures</c>: one per lesion, <c>label-2-lesion-1.png</c>.</summary>
internal static class LesionPictures
{
    /// <summary>Draws every lesion into a folder, which is made if it is missing.</summary>
    public static void Write(string folder, LabelMap labels, Volume<float>? image, IEnumerable<StructureMeasurement> structures)
    {
        Directory.CreateDirectory(folder);
        foreach (StructureMeasurement structure in structures)
        {
            foreach ((int i, RegionMeasurement lesion) in structure.Lesions.Index())
            {
                string name = $"label-{structure.Label.Value}-lesion-{i + 1}.png";
                LesionPicture.Of(lesion, labels, image).WritePng(Path.Combine(folder, name));
            }
        }
    }
}
