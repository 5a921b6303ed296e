using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Networks.Winograd;

/// <summary>The transforms of one tile of 16 channels along all its axes, between an image with its channels fastest and the frequencies.</summary>
/// <param name="grid">The tiles.</param>
/// <param name="scratch">Two tiles of vectors, this thread's own.</param>
internal readonly unsafe struct TileTransforms(TileGrid grid, float* scratch)
{
    private const int Lanes = 16;
    private const int Side = TileGrid.Side;
    private const int InputSide = TileGrid.InputSide;

    /// <summary>Floats of <c>scratch</c>.</summary>
    public const int ScratchLength = 2 * 4 * InputSide * InputSide * Lanes;

    /// <summary>The frequencies of a tile's inputs. Voxels outside the image are zero.</summary>
    /// <param name="image">The first of the 16 channels at voxel 0 of sample 0.</param>
    /// <param name="channels">All channels of the image.</param>
    /// <param name="place">The tile.</param>
    /// <param name="to">The first frequency.</param>
    /// <param name="step">Floats from one frequency to the next.</param>
    public void Input(float* image, int channels, TilePlace place, float* to, nint step)
    {
        int depth = grid.InputDepth, margin = grid.KernelDepth / 2;
        var window = new Window(grid, channels, (place.Sample, place.Z - margin, place.Y - 1, place.X - 1), (depth, InputSide));
        float* source = window.IsInside ? image + window.Offset : scratch + depth * InputSide * InputSide * Lanes;
        if (!window.IsInside)
        {
            window.Gather(image, source);
        }

        (nint xStep, nint yStep, nint zStep) = window.IsInside ? window.ImageSteps : window.PackedSteps;
        for (int z = 0; z < depth; z++)
        {
            float* plane = scratch + z * InputSide * InputSide * Lanes;
            for (int y = 0; y < InputSide; y++)
            {
                AxisTransforms.InputOfFour(source + z * zStep + y * yStep, xStep, plane + y * InputSide * Lanes, Lanes);
            }

            float* target = depth == 1 ? to : plane;
            (nint columns, nint rows) = depth == 1 ? (step, InputSide * step) : (Lanes, InputSide * Lanes);
            for (int x = 0; x < InputSide; x++)
            {
                AxisTransforms.InputOfFour(plane + x * Lanes, InputSide * Lanes, target + x * columns, rows);
            }
        }

        for (int at = 0; depth == 4 && at < InputSide * InputSide; at++)
        {
            AxisTransforms.InputOfTwo(scratch + at * Lanes, InputSide * InputSide * Lanes, to + at * step, InputSide * InputSide * step);
        }
    }

    /// <summary>A tile's outputs from its frequencies, written into the image; voxels outside the image are dropped.</summary>
    /// <param name="from">The first frequency.</param>
    /// <param name="step">Floats from one frequency to the next.</param>
    /// <param name="image">The first of the 16 channels at voxel 0 of sample 0.</param>
    /// <param name="channels">All channels of the image.</param>
    /// <param name="place">The tile.</param>
    public void Output(float* from, nint step, float* image, int channels, TilePlace place)
    {
        int depth = grid.TileDepth;
        float* folded = from;
        if (grid.InputDepth == 4)
        {
            folded = scratch;
            for (int at = 0; at < InputSide * InputSide; at++)
            {
                AxisTransforms.OutputOfTwo(
                    from + at * step, InputSide * InputSide * step, scratch + at * Lanes, InputSide * InputSide * Lanes);
            }

            step = Lanes;
        }

        var window = new Window(grid, channels, (place.Sample, place.Z, place.Y, place.X), (depth, Side));
        float* packed = scratch + 4 * InputSide * InputSide * Lanes;
        float* target = window.IsInside ? image + window.Offset : packed + InputSide * Side * Lanes;
        (nint xStep, nint yStep, nint zStep) = window.IsInside ? window.ImageSteps : window.PackedSteps;
        for (int z = 0; z < depth; z++)
        {
            float* plane = folded + z * InputSide * InputSide * step;
            for (int x = 0; x < InputSide; x++)
            {
                AxisTransforms.OutputOfFour(plane + x * step, InputSide * step, packed + x * Lanes, InputSide * Lanes);
            }

            for (int y = 0; y < Side; y++)
            {
                AxisTransforms.OutputOfFour(packed + y * InputSide * Lanes, Lanes, target + z * zStep + y * yStep, xStep);
            }
        }

        if (!window.IsInside)
        {
            window.Scatter(target, image);
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
        int depth = grid.TileDepth;
        var window = new Window(grid, channels, (place.Sample, place.Z, place.Y, place.X), (depth, Side));
        float* source = window.IsInside ? image + window.Offset : scratch + 4 * InputSide * InputSide * Lanes;
        if (!window.IsInside)
        {
            window.Gather(image, source);
        }

        (nint xStep, nint yStep, nint zStep) = window.IsInside ? window.ImageSteps : window.PackedSteps;
        for (int z = 0; z < depth; z++)
        {
            float* plane = scratch + z * InputSide * InputSide * Lanes;
            for (int y = 0; y < Side; y++)
            {
                AxisTransforms.GradientOfFour(source + z * zStep + y * yStep, xStep, plane + y * InputSide * Lanes, Lanes);
            }

            float* target = depth == 1 ? to : plane;
            (nint columns, nint rows) = depth == 1 ? (step, InputSide * step) : (Lanes, InputSide * Lanes);
            for (int x = 0; x < InputSide; x++)
            {
                AxisTransforms.GradientOfFour(plane + x * Lanes, InputSide * Lanes, target + x * columns, rows);
            }
        }

        for (int at = 0; depth == 2 && at < InputSide * InputSide; at++)
        {
            AxisTransforms.GradientOfTwo(
                scratch + at * Lanes, InputSide * InputSide * Lanes, to + at * step, InputSide * InputSide * step);
        }
    }

    /// <summary>A box of an image, some of it perhaps outside.</summary>
    private readonly ref struct Window(TileGrid grid, int channels, (int Sample, int Z, int Y, int X) first, (int Depth, int Side) size)
    {
        public bool IsInside => first.Z >= 0 && first.Y >= 0 && first.X >= 0
            && first.Z + size.Depth <= grid.Depth && first.Y + size.Side <= grid.Height && first.X + size.Side <= grid.Width;

        public nint Offset => At(first.Z, first.Y, first.X);

        public (nint X, nint Y, nint Z) ImageSteps =>
            (channels, (nint)grid.Width * channels, (nint)grid.Height * grid.Width * channels);

        public (nint X, nint Y, nint Z) PackedSteps => (Lanes, size.Side * Lanes, size.Side * size.Side * Lanes);

        public void Gather(float* image, float* packed)
        {
            for (int z = first.Z; z < first.Z + size.Depth; z++)
            {
                for (int y = first.Y; y < first.Y + size.Side; y++)
                {
                    bool row = z >= 0 && z < grid.Depth && y >= 0 && y < grid.Height;
                    for (int x = first.X; x < first.X + size.Side; x++, packed += Lanes)
                    {
                        Vector512<float> value = row && x >= 0 && x < grid.Width ? Vector512.Load(image + At(z, y, x)) : default;
                        value.Store(packed);
                    }
                }
            }
        }

        public void Scatter(float* packed, float* image)
        {
            (nint xStep, nint yStep, nint zStep) = PackedSteps;
            for (int z = 0; z < Math.Min(size.Depth, grid.Depth - first.Z); z++)
            {
                for (int y = 0; y < Math.Min(size.Side, grid.Height - first.Y); y++)
                {
                    for (int x = 0; x < Math.Min(size.Side, grid.Width - first.X); x++)
                    {
                        Vector512.Load(packed + z * zStep + y * yStep + x * xStep).Store(image + At(first.Z + z, first.Y + y, first.X + x));
                    }
                }
            }
        }

        private nint At(int z, int y, int x) =>
            ((((nint)first.Sample * grid.Depth + z) * grid.Height + y) * grid.Width + x) * channels;
    }
}
