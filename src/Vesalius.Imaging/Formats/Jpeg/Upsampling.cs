namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>
/// Gives a component that is sampled less finely as many samples as the picture has pixels. Halved components are interpolated with the
/// weights 3 to 1 of the two nearest samples, which lie a quarter and three quarters of a sample away; others are repeated.
/// </summary>
internal sealed class Upsampling
{
    private readonly int across;
    private readonly int down;
    private readonly bool isSmooth;
    private readonly int[] mixed;

    private Upsampling(int across, int down, int width)
    {
        (this.across, this.down) = (across, down);
        isSmooth = (across == 2 && down <= 2 && width > 2) || (across == 1 && down == 2);
        mixed = isSmooth ? new int[width] : [];
    }

    public static Upsampling For(JpegComponent component, JpegFrame frame)
    {
        (int horizontal, int vertical) = (frame.MaxHorizontal / component.Horizontal, frame.MaxVertical / component.Vertical);
        return horizontal * component.Horizontal == frame.MaxHorizontal && vertical * component.Vertical == frame.MaxVertical
            ? new Upsampling(horizontal, vertical, frame.SizeOf(component).Width)
            : throw JpegFault.At(0, "the components are sampled in a ratio that is no whole number "
                + $"({frame.MaxHorizontal}:{component.Horizontal}).");
    }

    /// <summary>A row of the picture.</summary>
    public void Row(SamplePlane plane, int y, Span<ushort> row)
    {
        if (!isSmooth)
        {
            ReadOnlySpan<ushort> samples = plane.Row(y / down);
            if (across == 1)
            {
                samples[..row.Length].CopyTo(row);
                return;
            }

            for (int x = 0; x < row.Length; x++)
            {
                row[x] = samples[x / across];
            }

            return;
        }

        // Rows are mixed 3 to 1 first, so columns begin with samples of weight 1 (halved in width only) or 4 (in both).
        bool isMixed = down == 2;
        ReadOnlySpan<ushort> near = plane.Row(y / down), far = plane.Row(isMixed ? y / 2 + (y % 2 == 0 ? -1 : 1) : y);
        for (int x = 0; x < mixed.Length; x++)
        {
            mixed[x] = isMixed ? 3 * near[x] + far[x] : near[x];
        }

        if (across == 1)
        {
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = (ushort)((mixed[x] + 1 + y % 2) >> 2);
            }
        }
        else
        {
            Interpolate(row, isMixed ? (8, 7, 4) : (1, 2, 2));
        }
    }

    private void Interpolate(Span<ushort> row, (int Left, int Right, int Shift) rounding)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int nearest = mixed[x >> 1], next = (x & 1) == 0 ? (x >> 1) - 1 : (x >> 1) + 1;
            int other = next >= 0 && next < mixed.Length ? mixed[next] : nearest;
            row[x] = (ushort)((3 * nearest + other + ((x & 1) == 0 ? rounding.Left : rounding.Right)) >> rounding.Shift);
        }
    }
}
