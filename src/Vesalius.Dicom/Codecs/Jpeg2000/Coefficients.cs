using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>Turns decoded code blocks into the coefficients of their bands, and those into samples.</summary>
internal sealed class Coefficients
{
    private readonly TileComponent component;

    /// <summary>All bands, one after the other, row by row; with the irreversible wavelet these are binary32 numbers.</summary>
    private readonly int[] bands;
    private int[] samples;

    public Coefficients(TileComponent component)
    {
        this.component = component;
        bands = new int[component.Area.Width * component.Area.Height];
        samples = bands;
    }

    /// <summary>The samples, row by row; with the irreversible wavelet these are binary32 numbers.</summary>
    public Span<int> Samples => samples;

    /// <summary>The same as binary32 numbers.</summary>
    public Span<float> Real => MemoryMarshal.Cast<int, float>(samples.AsSpan());

    /// <summary>Decodes all code blocks that packets brought.</summary>
    public void Decode(CodeBlockDecoder decoder, ReadOnlySpan<byte> data)
    {
        foreach (Precinct precinct in component.Resolutions.SelectMany(resolution => resolution.Begun))
        {
            Band band = precinct.Band;
            foreach (CodeBlock block in precinct.Blocks)
            {
                if (block.Passes > 0)
                {
                    int planes = band.Planes + component.RegionShift - block.ZeroPlanes;
                    decoder.Decode(block, data, band.Kind, planes, component.Style.Options);
                    Place(decoder.Block, block.Area, band);
                }
            }
        }
    }

    /// <summary>Goes from the lowest resolution to the highest.</summary>
    public void Synthesize()
    {
        if (component.Style.Levels == 0)
        {
            return;
        }

        samples = new int[bands.Length];
        if (component.Style.IsReversible)
        {
            Synthesize<int, ReversibleWavelet>(bands, samples);
        }
        else
        {
            Synthesize<float, IrreversibleWavelet>(MemoryMarshal.Cast<int, float>(bands.AsSpan()), Real);
        }
    }

    private void Synthesize<T, TWavelet>(Span<T> source, Span<T> target)
        where T : unmanaged
        where TWavelet : IWavelet<T>
    {
        var synthesis = new Synthesis<T, TWavelet>(component.Area.Width);
        for (int r = 1; r < component.Resolutions.Length; r++)
        {
            Resolution resolution = component.Resolutions[r];
            Rectangle area = resolution.Area;
            int lower = resolution.Bands[0].Offset, count = area.IsEmpty ? 0 : area.Width * area.Height;
            if (count == 0)
            {
                continue;
            }

            var three = new Synthesis<T, TWavelet>.Bands
            {
                HighLow = source[resolution.Bands[0].Offset..],
                LowHigh = source[resolution.Bands[1].Offset..],
                HighHigh = source[resolution.Bands[2].Offset..],
            };
            synthesis.Run(area, source[..lower], three, target[..count]);

            // The bands of lower resolutions are used up: their place takes what was made of them, for the next step.
            if (r + 1 < component.Resolutions.Length)
            {
                target[..count].CopyTo(source);
            }
        }
    }

    private void Place(BlockState block, Rectangle area, Band band)
    {
        int regionBits = component.RegionShift;
        Span<float> real = MemoryMarshal.Cast<int, float>(bands.AsSpan());
        ReadOnlySpan<int> magnitudes = MemoryMarshal.CreateReadOnlySpan(ref block.Magnitudes, block.Width * block.Height);
        for (int y = 0; y < block.Height; y++)
        {
            int target = band.Offset + (area.Y0 - band.Area.Y0 + y) * band.Area.Width + area.X0 - band.Area.X0;
            ReadOnlySpan<int> row = magnitudes.Slice(y * block.Width, block.Width);
            ReadOnlySpan<byte> signs = block.SignsOf(y);
            int signBit = BlockState.SignBit(y);
            for (int x = 0; x < row.Length; x++)
            {
                int magnitude = row[x];
                if (magnitude == 0)
                {
                    continue;
                }

                // What lies in a region of interest was lifted above all that does not.
                if (regionBits > 0 && magnitude >> 1 >> regionBits != 0)
                {
                    magnitude >>= regionBits;
                }

                int signed = (signs[x] >> signBit & 1) != 0 ? -magnitude : magnitude;
                if (component.Style.IsReversible)
                {
                    bands[target + x] = signed / 2;
                }
                else
                {
                    real[target + x] = signed * (band.Step / 2);
                }
            }
        }
    }
}
