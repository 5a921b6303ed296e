using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.EndToEnd.Tests;

/// <summary>Small images whose facts one can work out with a pencil.</summary>
internal static class Scans
{
    /// <summary>4 × 3 × 2 voxels of 0.5 × 1 × 2 mm, turned about z by a quarter: x runs to the back, y to the right.</summary>
    public static Grid Turned { get; } = new(
        new Size3(4, 3, 2),
        Affine.FromDirection(new Spacing(0.5, 1, 2), [0, -1, 0, 1, 0, 0, 0, 0, 1], new WorldPoint(10, -20, 30)));

    /// <summary>The values −3 to 20, as 16-bit whole numbers.</summary>
    public static StoredImage Counting { get; } =
        StoredImage.Of(new Volume<short>(Turned, [.. Enumerable.Range(-3, 24).Select(value => (short)value)]));

    /// <summary>Labels 0, 1, 2 with names.</summary>
    public static LabelMap Named { get; } = new(
        new Volume<ushort>(Turned, [.. Enumerable.Range(0, 24).Select(i => (ushort)(i % 3))]),
        new LabelTable([new Label(1, "liver", new Rgb(200, 100, 50)), new Label(2, "tumour", new Rgb(10, 220, 30))]));

    /// <summary>Writes <see cref="Counting"/> into a folder.</summary>
    public static string WriteCounting(TemporaryFolder folder, string name = "scan.nii.gz")
    {
        VolumeFile.WriteStored(folder[name], Counting);
        return folder[name];
    }
}
