using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Damaged files: a reader may still understand them, or refuse them by a <see cref="VolumeFormatException"/>; nothing else.</summary>
internal static class Damaged
{
    private static readonly ReadLimits Small = new(64 << 20);

    /// <summary>Changes a few bytes of a file at a time, by a seeded chance.</summary>
    public static void ByChance(byte[] file, string path, int times)
    {
        var random = new Random(20240607);
        for (int i = 0; i < times; i++)
        {
            byte[] damaged = [.. file];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            IsRefusedOrRead(damaged, path);
        }
    }

    /// <summary>Reads a file in both ways; returns whether it was read.</summary>
    public static bool IsRefusedOrRead(byte[] file, string path)
    {
        File.WriteAllBytes(path, file);
        try
        {
            VolumeFile.Identify(path);
            VolumeFile.ReadStored(path, Small);
            return true;
        }
        catch (VolumeFormatException error)
        {
            Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
            return false;
        }
    }
}
