using Vesalius.Imaging;

namespace Vesalius.Learning.Inference;

/// <summary>Which axes of a window are turned round before the network sees it.</summary>
internal readonly record struct Mirroring(bool X, bool Y, bool Z)
{
    /// <summary>Every combination of some axes ("x", "y", "z"), none of them first.</summary>
    public static Mirroring[] Combinations(IEnumerable<string> axes)
    {
        string[] turned = [.. axes];
        return [.. Enumerable.Range(0, 1 << turned.Length).Select(set =>
        {
            bool Has(string axis) => Array.IndexOf(turned, axis) is >= 0 and var i && (set >> i & 1) == 1;
            return new Mirroring(Has("x"), Has("y"), Has("z"));
        })];
    }

    /// <summary>The row of a turned window that shows row (y, z).</summary>
    public int Row(Size3 window, int y, int z) => window.IndexOf(0, Y ? window.Y - 1 - y : y, Z ? window.Z - 1 - z : z);

    /// <summary>A window, [C, Z, Y, X], turned round.</summary>
    public float[] Of(float[] values, Size3 window)
    {
        if (this == default)
        {
            return values;
        }

        float[] turned = new float[values.Length];
        for (int start = 0; start < values.Length; start += (int)window.Count)
        {
            for (int z = 0; z < window.Z; z++)
            {
                for (int y = 0; y < window.Y; y++)
                {
                    Span<float> row = turned.AsSpan(start + window.IndexOf(0, y, z), window.X);
                    values.AsSpan(start + Row(window, y, z), window.X).CopyTo(row);
                    if (X)
                    {
                        row.Reverse();
                    }
                }
            }
        }

        return turned;
    }
}
