using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

/// <summary>Small films that can be learned in seconds: a dark lung in each, in every other one a bright shadow that lies in the lung.</summary>
internal static class FilmDataset
{
    /// <summary>Writes images/, split.csv and labels/CASE/lung.png and, where there is one, labels/CASE/shadow.png.</summary>
    public static void Write(string folder, int films, int validation)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        var random = new Random(1);
        var rows = new List<string> { "case,group,split" };
        for (int i = 0; i < films; i++)
        {
            string name = $"film_{i:00}";
            Grid grid = Grid.Planar(random.Next(52, 64), random.Next(52, 64));
            (double x, double y) = (grid.Size.X / 2 + random.Next(-4, 5), grid.Size.Y / 2 + random.Next(-4, 5));
            Volume<bool> lung = Disc(grid, x, y, random.Next(18, 22)), shadow = Disc(grid, x + random.Next(-5, 6), y + random.Next(-5, 6), i % 2 == 0 ? 9 : 0);
            byte[] grey = [.. lung.Array.Zip(shadow.Array, (inside, bright) => (byte)(150 - (inside ? 90 : 0) + (bright ? 150 : 0) + random.Next(40)))];
            VolumeFile.WriteStored(Path.Combine(folder, "images", name + ".png"), StoredImage.Of(new Volume<byte>(grid, grey)));
            IEnumerable<(Label, Volume<bool>)> masks = [(new Label(1, "lung", Rgb.ForLabel(1)), lung)];
            masks = i % 2 == 0 ? masks.Append((new Label(2, "shadow", Rgb.ForLabel(2)), shadow)) : masks;
            StructureFolder.Write(Path.Combine(folder, "labels", name), LabelMap.OfMasks(grid, masks), ".png");
            rows.Add($"{name},{name},{(i < films - validation ? "train" : "val")}");
        }

        File.WriteAllLines(Path.Combine(folder, "split.csv"), rows);
    }

    private static Volume<bool> Disc(Grid grid, double x, double y, double radius)
    {
        var mask = new Volume<bool>(grid);
        for (int p = 0; p < mask.Array.Length; p++)
        {
            mask.Array[p] = Math.Pow(p % grid.Size.X - x, 2) + Math.Pow(p / grid.Size.X - y, 2) < radius * radius;
        }

        return mask;
    }
}
