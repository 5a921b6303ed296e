using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

/// <summary>A small dataset that can be learned in seconds: grey pictures of different sizes, a bright disc in each, and its mask.</summary>
internal static class DiscDataset
{
    /// <summary>Writes images/, labels/ and split.csv.</summary>
    public static void Write(string folder, int cases, int validation)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        Directory.CreateDirectory(Path.Combine(folder, "labels"));
        var random = new Random(1);
        var rows = new List<string> { "case,group,split" };
        for (int i = 0; i < cases; i++)
        {
            int width = random.Next(40, 64), height = random.Next(40, 64);
            (double x, double y, double radius) = (random.Next(14, width - 14), random.Next(14, height - 14), random.Next(7, 12));
            var mask = new Volume<ushort>(Grid.Planar(width, height));
            for (int p = 0; p < mask.Array.Length; p++)
            {
                mask.Array[p] = (ushort)(Math.Pow(p % width - x, 2) + Math.Pow(p / width - y, 2) < radius * radius ? 1 : 0);
            }

            byte[] grey = [.. mask.Array.Select(label => (byte)(60 + 90 * label + random.Next(60)))];
            VolumeFile.WriteStored(Path.Combine(folder, "images", $"disc_{i:00}.png"), StoredImage.Of(new Volume<byte>(mask.Grid, grey)));
            VolumeFile.Write(Path.Combine(folder, "labels", $"disc_{i:00}.png"), new LabelMap(mask, LabelTable.Unnamed([1])));
            rows.Add($"disc_{i:00},disc_{i:00},{(i < cases - validation ? "train" : "val")}");
        }

        File.WriteAllLines(Path.Combine(folder, "split.csv"), rows);
    }
}
