namespace Vesalius.Dicom.Tests.Serialization;

/// <summary>
/// A file with something wrong in it, drawn from a seed: bytes changed, lengths made absurd, pieces cut out, doubled or left off.
/// </summary>
internal static class Mutant
{
    private static readonly byte[][] Absurd =
        [[0xFF, 0xFF, 0xFF, 0xFF], [0xFE, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0], [0xFE, 0xFF, 0x00, 0xE0],
        [0xFE, 0xFF, 0xDD, 0xE0]];

    /// <summary>One to four changes of a file.</summary>
    public static byte[] Of(byte[] file, Random random)
    {
        byte[] mutant = [.. file];
        for (int change = random.Next(1, 5); change > 0 && mutant.Length > 8; change--)
        {
            mutant = Changed(mutant, random);
        }

        return mutant;
    }

    private static byte[] Changed(byte[] file, Random random)
    {
        // Headers are where the structure is; most changes go there.
        int at = random.Next(3) == 0 ? random.Next(file.Length) : random.Next(Math.Min(file.Length, 4096));
        switch (random.Next(6))
        {
            case 0:
                file[at] ^= (byte)(1 << random.Next(8));
                return file;
            case 1:
                file[at] = (byte)random.Next(256);
                return file;
            case 2:
                byte[] absurd = Absurd[random.Next(Absurd.Length)];
                absurd.AsSpan(0, Math.Min(4, file.Length - at)).CopyTo(file.AsSpan(at));
                return file;
            case 3:
                return file[..at];
            case 4:
                int cut = Math.Min(random.Next(1, 64), file.Length - at);
                return [.. file[..at], .. file[(at + cut)..]];
            default:
                int twice = Math.Min(random.Next(1, 64), file.Length - at);
                return [.. file[..(at + twice)], .. file[at..]];
        }
    }
}
