using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>The transforms of one tile of 16 channels along all its axes, between an image with its channels fastest and the frequencies.</summary>
/// <param name="grid">The tiles.</param>
/// <param name="scratch">Memory of this thread.</param>
internal readonly unsafe struct TileTransforms(TileGrid grid, float* scratch)
{
    private const int Lanes = 16;
    private const int Side = TileGrid.Side;
    private const int InputSide = TileGrid.InputSide;
    private const int Row = InputSide * Lanes;
    private const int Plane = InputSide * Row;

    /// <summary>Floats of <c>scratch</c>: four planes of vectors, and two rows.</summary>
    public const int ScratchLength = 4 * Plane + Side * Row + 2 * Row;

    /// <summary>The frequencies of a tile's inputs. Voxels outside the image are zero.</summary>
    /// <param name="image">The first of the 16 channels at voxel 0 of sample 0.</param>
    /// <param name="channels">All channels of the image.</param>
    /// <param name="place">The tile.</param>
    /// <param name="to">The first frequency.</param>
    /// <param name="step">Floats from one frequency to the next.</param>
    public void Input(float* image, int channels, TilePlace place, float* to, nint step)
    {
        int depth = grid.InputDepth, firstZ = place.Z - grid.KernelDepth / 2;
        (int first, int end) = (Math.Max(1 - place.X, 0), Math.Min(grid.Width + 1 - place.X, InputSide));
        for (int z = 0; z < depth; z++)
        {
            float* plane = scratch + z * Plane;
            for (int y = 0; y < InputSide; y++)
            {
                (int imageZ, int imageY) = (firstZ + z, place.Y - 1 + y);
                if ((uint)imageZ >= (uint)grid.Depth || (uint)imageY >= (uint)grid.Height)
                {
                    new Span<float>(plane + y * Row, Row).Clear();
                    continue;
                }

                float* row = image + At(place.Sample, imageZ, imageY, place.X - 1) * channels;
                Foresee(row + InputSide * channels, channels);
                nint rowStep = channels;
                if (end - first < InputSide)
                {
                    row = Padded(row, channels, first, end);
                    rowStep = Lanes;
                }

                AxisTransforms.InputOfFour(row, rowStep, plane + y * Row, Lanes);
            }

            float* target = depth == 1 ? to : plane;
            nint column = depth == 1 ? step : Lanes;
            for (int x = 0; x < InputSide; x++)
            {
                AxisTransforms.InputOfFour(plane + x * Lanes, Row, target + x * column, InputSide * column);
            }
        }

        for (int at = 0; depth == 4 && at < TileGrid.PlaneFrequencies; at++)
        {
            AxisTransforms.InputOfTwo(scratch + at * Lanes, Plane, to + at * step, TileGrid.PlaneFrequencies * step);
        }
    }

    /// <summary>A tile's outputs from its frequencies in the plane, written into the image; voxels outside the image are dropped.</summary>
    /// <param name="from">The first frequency of the tile's first slice; those of the next slice follow.</param>
    /// <param name="step">Floats from one frequency to the next.</param>
    /// <param name="image">The first of the 16 channels at voxel 0 of sample 0.</param>
    /// <param name="channels">All channels of the image.</param>
    /// <param name="place">The tile.</param>
    public void Output(float* from, nint step, float* image, int channels, TilePlace place)
    {
        float* rows = scratch;
        int width = Math.Min(grid.Width - place.X, Side), height = Math.Min(grid.Height - place.Y, Side);
        for (int z = 0; z < Math.Min(grid.Depth - place.Z, grid.TileDepth); z++)
        {
            for (int x = 0; x < InputSide; x++)
            {
                AxisTransforms.OutputOfFour(from + (z * TileGrid.PlaneFrequencies + x) * step, InputSide * step, rows + x * Lanes, Row);
            }

            for (int y = 0; y < height; y++)
            {
                float* target = image + At(place.Sample, place.Z + z, place.Y + y, place.X) * channels;
                if (width == Side)
                {
                    AxisTransforms.OutputOfFour(rows + y * Row, Lanes, target, channels);
                    continue;
                }

                AxisTransforms.OutputOfFour(rows + y * Row, Lanes, rows + y * Row, Lanes);
                for (int x = 0; x < width; x++)
                {
                    Vector512.Load(rows + y * Row + x * Lanes).Store(target + x * channels);
                }
            }
        }
    }

    /// <summary>The frequencies of the gradient of a tile's outputs; voxels outside the image have no gradient.</summary>
    /// <param name="image">The first of the 16 channels at voxel 0 of sample 0.</param>
    /// <param name="channels">All channels of the image.</param>
    /// <param name="place">The tile.</param>
    /// <param name="to">The first frequency.</param>
    /// <param name="step">Floats from one frequency to the next.</param>
    public void OutputGradient(float* image, int channels, TilePlace place, float* to, nint step)
    {
        int depth = grid.TileDepth, width = Math.Min(grid.Width - place.X, Side);
        for (int z = 0; z < depth; z++)
        {
            float* plane = scratch + z * Plane;
            for (int y = 0; y < Side; y++)
            {
                if (place.Z + z >= grid.Depth || place.Y + y >= grid.Height)
                {
                    new Span<float>(plane + y * Row, Row).Clear();
                    continue;
                }

                float* row = image + At(place.Sample, place.Z + z, place.Y + y, place.X) * channels;
                Foresee(row + Side * channels, channels);
                nint rowStep = channels;
                if (width < Side)
                {
                    row = Padded(row, channels, 0, width);
                    rowStep = Lanes;
                }

                AxisTransforms.GradientOfFour(row, rowStep, plane + y * Row, Lanes);
            }

            float* target = depth == 1 ? to : plane;
            nint column = depth == 1 ? step : Lanes;
            for (int x = 0; x < InputSide; x++)
            {
                AxisTransforms.GradientOfFour(plane + x * Lanes, Row, target + x * column, InputSide * column);
            }
        }

        for (int at = 0; depth == 2 && at < TileGrid.PlaneFrequencies; at++)
        {
            AxisTransforms.GradientOfTwo(scratch + at * Lanes, Plane, to + at * step, TileGrid.PlaneFrequencies * step);
        }
    }

    // What the next tile along the row adds to this one's voxels: rows of a tile are too short for the processor to see the pattern.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Foresee(float* voxels, nint channels)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(voxels);
            Sse.Prefetch0(voxels + channels);
            Sse.Prefetch0(voxels + 2 * channels);
            Sse.Prefetch0(voxels + 3 * channels);
        }
    }

    // A row of which only [first, end) lies inside the image.
    private float* Padded(float* row, int channels, int first, int end)
    {
        float* padded = scratch + 4 * Plane + Side * Row;
        new Span<float>(padded, Row).Clear();
        for (int x = first; x < end; x++)
        {
            Vector512.Load(row + x * channels).Store(padded + x * Lanes);
        }

        return padded;
    }

    private nint At(int sample, int z, int y, int x) => (((nint)sample * grid.Depth + z) * grid.Height + y) * grid.Width + x;
}
