namespace Vesalius.Tests;

/// <summary>
/// Writes lossless JPEG (ISO/IEC 10918-1, annex H) in the plainest way: a code of five bits for every category. What readers are tested
/// with.
/// </summary>
internal sealed class LosslessJpegWriter
{
    private const int Categories = 17;
    private readonly List<byte> bytes = [0xFF, 0xD8];
    private int pending;
    private int pendingBits;

    public int Width { get; init; }

    public int Height { get; init; }

    public int Components { get; init; } = 1;

    public int Precision { get; init; }

    public int Predictor { get; init; } = 1;

    /// <summary>How many of the lowest bits are dropped.</summary>
    public int Shift { get; init; }

    /// <summary>Rows between restart markers; 0 for none.</summary>
    public int RestartRows { get; init; }

    /// <summary>Whether each component has a scan of its own.</summary>
    public bool Apart { get; init; }

    /// <summary>Encodes samples, those of a pixel side by side.</summary>
    public byte[] Write(int[] samples)
    {
        int[] shifted = [.. samples.Select(sample => sample >> Shift)];
        Headers();
        for (int first = 0; first < Components; first += Together)
        {
            ScanHeader(first);
            Scan([.. shifted.Where((_, i) => i % Components >= first && i % Components < first + Together)]);
        }

        return [.. bytes, 0xFF, 0xD9];
    }

    /// <summary>Components of a scan.</summary>
    private int Together => Apart ? 1 : Components;

    private void Scan(int[] samples)
    {
        for (int y = 0; y < Height; y++)
        {
            bool isFirst = y == 0 || (RestartRows > 0 && y % RestartRows == 0);
            if (isFirst && y > 0)
            {
                Flush();
                bytes.AddRange([0xFF, (byte)(0xD0 + (y / RestartRows - 1) % 8)]);
            }

            for (int i = 0; i < Width * Together; i++)
            {
                int at = y * Width * Together + i;
                Difference((short)(samples[at] - Predict(samples, at, i / Together, isFirst)));
            }
        }

        Flush();
    }

    private int Predict(int[] samples, int at, int x, bool isFirst)
    {
        int row = Width * Together;
        if (isFirst)
        {
            return x == 0 ? 1 << (Precision - Shift - 1) : samples[at - Together];
        }

        if (x == 0)
        {
            return samples[at - row];
        }

        (int a, int b, int c) = (samples[at - Together], samples[at - row], samples[at - row - Together]);
        return Predictor switch
        {
            1 => a,
            2 => b,
            3 => c,
            4 => a + b - c,
            5 => a + ((b - c) >> 1),
            6 => b + ((a - c) >> 1),
            _ => (a + b) >> 1,
        };
    }

    private void Difference(int difference)
    {
        int size = Math.Abs(difference), category = 0;
        while (size >> category != 0)
        {
            category++;
        }

        Bits(category, 5);
        if (category < Categories - 1)
        {
            Bits(difference < 0 ? difference - 1 : difference, category);
        }
    }

    private void Bits(int value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            pending = pending << 1 | (value >> bit & 1);
            if (++pendingBits == 8)
            {
                bytes.Add((byte)pending);
                bytes.AddRange((byte)pending == 0xFF ? [0] : []);
                (pending, pendingBits) = (0, 0);
            }
        }
    }

    private void Flush()
    {
        while (pendingBits > 0)
        {
            Bits(1, 1);
        }
    }

    private void Headers()
    {
        bytes.AddRange([0xFF, 0xC4, 0, 19 + Categories, 0, 0, 0, 0, 0, Categories, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.AddRange(Enumerable.Range(0, Categories).Select(category => (byte)category));
        bytes.AddRange([0xFF, 0xC3, 0, (byte)(8 + 3 * Components), (byte)Precision]);
        bytes.AddRange([(byte)(Height >> 8), (byte)Height, (byte)(Width >> 8), (byte)Width, (byte)Components]);
        bytes.AddRange(Enumerable.Range(1, Components).SelectMany(id => (byte[])[(byte)id, 0x11, 0]));
        int interval = RestartRows * Width;
        bytes.AddRange(RestartRows > 0 ? [0xFF, 0xDD, 0, 4, (byte)(interval >> 8), (byte)interval] : []);
    }

    private void ScanHeader(int first)
    {
        bytes.AddRange([0xFF, 0xDA, 0, (byte)(6 + 2 * Together), (byte)Together]);
        bytes.AddRange(Enumerable.Range(first + 1, Together).SelectMany(id => (byte[])[(byte)id, 0]));
        bytes.AddRange([(byte)Predictor, 0, (byte)Shift]);
    }
}
