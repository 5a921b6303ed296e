using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Benchmarks;

/// <summary>
/// A label volume and a prediction of it, of the size of an abdominal CT: ellipsoids in a lattice, each a label, and the same a little
/// shifted
/// and larger. bench/peers/evaluation.py reads the very same voxels.
/// </summary>
internal sealed class EvaluationScene
{
    private EvaluationScene(Volume<ushort> reference, Volume<ushort> prediction, int labels)
    {
        var table = LabelTable.Unnamed(Enumerable.Range(1, labels));
        (Reference, Prediction) = (new LabelMap(reference, table), new LabelMap(prediction, table));
    }

    public LabelMap Reference { get; }

    public LabelMap Prediction { get; }

    /// <summary>
    /// 512 × 512 × 300 voxels of 0.75 × 0.75 × 1.5 mm with 100 labels in 5 × 5 × 4 cells, or with one that fills the lattice.
    /// </summary>
    public static EvaluationScene Draw(int labels)
    {
        (int x, int y, int z) cells = labels == 1 ? (1, 1, 1) : (5, 5, 4);
        if (labels != cells.x * cells.y * cells.z)
        {
            throw new ArgumentException($"The scene has 1 or 100 labels; {labels} were asked for.", nameof(labels));
        }

        var grid = Grid.Of(new Size3(512, 512, 300), new Spacing(0.75, 0.75, 1.5));
        Volume<ushort> reference = new(grid), prediction = new(grid);
        for (int label = 1; label <= labels; label++)
        {
            (int i, int j, int k) = ((label - 1) % cells.x, (label - 1) / cells.x % cells.y, (label - 1) / cells.x / cells.y);
            (double wide, double deep, double high) = (512.0 / cells.x, 512.0 / cells.y, 300.0 / cells.z);
            double size = 0.30 + 0.012 * (label % 10);
            (double X, double Y, double Z) centre = ((i + 0.5) * wide, (j + 0.5) * deep, (k + 0.5) * high),
                radius = (size * wide, size * deep, size * high);
            Fill(reference, centre, radius, (ushort)label);
            Fill(prediction, (centre.X + 1.5, centre.Y - 1, centre.Z + 1), (radius.X + 1, radius.Y, radius.Z * 1.03), (ushort)label);
        }

        return new EvaluationScene(reference, prediction, labels);
    }

    /// <summary>Writes both volumes as NumPy files, for the peer.</summary>
    public void Write(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        VolumeFile.Write(Path.Combine(folder, $"{name}-reference.npy"), Reference);
        VolumeFile.Write(Path.Combine(folder, $"{name}-prediction.npy"), Prediction);
    }

    private static void Fill(Volume<ushort> volume, (double X, double Y, double Z) centre, (double X, double Y, double Z) radius,
        ushort label)
    {
        Size3 size = volume.Size;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                double left = 1 - Square((y - centre.Y) / radius.Y) - Square((z - centre.Z) / radius.Z);
                double half = left < 0 ? -1 : Math.Sqrt(left) * radius.X;
                int from = Math.Max(0, (int)Math.Ceiling(centre.X - half)), to = Math.Min(size.X - 1, (int)Math.Floor(centre.X + half));
                if (half >= 0 && from <= to)
                {
                    volume.Row(y, z)[from..(to + 1)].Fill(label);
                }
            }
        }
    }

    private static double Square(double value) => value * value;
}
