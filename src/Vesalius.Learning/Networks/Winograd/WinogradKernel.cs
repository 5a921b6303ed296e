namespace Vesalius.Learning.Networks.Winograd;

/// <summary>
/// A "same" padded convolution of stride 1 and kernel 3×3×3, 1×3×3 or 3×3 by Winograd's algorithm: per tile of 4×4×2 outputs 144 products of
/// channel matrices instead of 864 (4×4: 36 instead of 144). Tiles are taken 16 at a time, so that they stay in the second-level cache:
/// inputs to frequencies, one matrix product per frequency, frequencies to outputs. Source: Lavin and Gray, arXiv:1509.09308.
/// </summary>
internal static unsafe class WinogradKernel
{
    private const int Lanes = 16;

    /// <summary>Whether this processor has the vectors that make it worth while.</summary>
    public static bool IsFast => System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated;

    /// <summary>The convolution of <paramref name="input"/>, written to <paramref name="output"/>.</summary>
    public static void Convolve(TileGrid grid, ImageParts input, FrequencyWeights weights, ImageParts output)
    {
        int group = weights.GroupBlocks;
        var blocks = new TileBlocks(grid);
        nint inputStep = TileBlocks.Step(input.Blocks), outputStep = TileBlocks.Step(group);
        int outputs = grid.TileDepth * TileGrid.PlaneFrequencies;
        long length = grid.Frequencies * inputStep + (outputs + grid.InputDepth) * outputStep + TileTransforms.ScratchLength;
        blocks.ForEach(length, (memory, first, count) =>
        {
            float* products = memory + grid.Frequencies * inputStep, near = products + outputs * outputStep;
            var transforms = new TileTransforms(grid, near + grid.InputDepth * outputStep);
            Inputs(transforms, blocks, (first, count), input, memory);
            for (int g = 0; g < weights.Groups; g++)
            {
                for (int frequency = 0; frequency < TileGrid.PlaneFrequencies; frequency++)
                {
                    Multiply(grid, input.Blocks, memory, weights, (g, frequency), products + frequency * outputStep, near);
                }

                Outputs(transforms, blocks, (first, count), products, output, g * group, group);
            }
        });
    }

    /// <summary>The gradient of the weights, in frequencies: [frequency][input][output].</summary>
    /// <returns>Memory that the caller gives back.</returns>
    public static KernelMemory WeightGradient(TileGrid grid, ImageParts input, ImageParts gradient)
    {
        int inputs = input.Blocks * Lanes, outputs = gradient.Blocks * Lanes;
        var blocks = new TileBlocks(grid);
        nint inputStep = TileBlocks.Step(input.Blocks), outputStep = TileBlocks.Step(gradient.Blocks);
        long length = grid.Frequencies * (long)(inputStep + outputStep) + TileTransforms.ScratchLength;
        return blocks.Sum(length, (long)grid.Frequencies * inputs * outputs, (memory, sums, first, count) =>
        {
            float* gradients = memory + grid.Frequencies * inputStep, scratch = gradients + grid.Frequencies * outputStep;
            var transforms = new TileTransforms(grid, scratch);
            Inputs(transforms, blocks, (first, count), input, memory);
            Gradients(transforms, blocks, (first, count), gradient, gradients);
            for (int frequency = 0; frequency < grid.Frequencies; frequency++)
            {
                float* a = memory + frequency * inputStep, b = gradients + frequency * outputStep;
                float* c = sums + (nint)frequency * inputs * outputs;
                for (int row = 0; row < input.Blocks; row++)
                {
                    for (int column = 0; column < gradient.Blocks; column++)
                    {
                        FrequencyProduct.AddGradient(
                            a + row * TileBlocks.BlockStep, b + column * TileBlocks.BlockStep, count, c + row * Lanes * outputs + column * Lanes, outputs);
                    }
                }
            }
        });
    }

    private static void Inputs(TileTransforms transforms, TileBlocks blocks, (int First, int Count) tiles, ImageParts input, float* to)
    {
        nint step = TileBlocks.Step(input.Blocks);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            TilePlace place = blocks.Grid.Place(tiles.First + tile);
            for (int block = 0; block < input.Blocks; block++)
            {
                (nint image, int channels) = input.Block(block);
                transforms.Input((float*)image, channels, place, to + block * TileBlocks.BlockStep + tile * Lanes, step);
            }
        }
    }

    private static void Gradients(TileTransforms transforms, TileBlocks blocks, (int First, int Count) tiles, ImageParts gradient, float* to)
    {
        nint step = TileBlocks.Step(gradient.Blocks);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            TilePlace place = blocks.Grid.Place(tiles.First + tile);
            for (int block = 0; block < gradient.Blocks; block++)
            {
                (nint image, int channels) = gradient.Block(block);
                transforms.OutputGradient((float*)image, channels, place, to + block * TileBlocks.BlockStep + tile * Lanes, step);
            }
        }
    }

    private static void Outputs(
        TileTransforms transforms, TileBlocks blocks, (int First, int Count) tiles, float* products, ImageParts output, int firstBlock, int group)
    {
        nint step = TileBlocks.Step(group);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            TilePlace place = blocks.Grid.Place(tiles.First + tile);
            for (int block = 0; block < group; block++)
            {
                (nint image, int channels) = output.Block(firstBlock + block);
                transforms.Output(products + block * TileBlocks.BlockStep + tile * Lanes, step, (float*)image, channels, place);
            }
        }
    }

    // One frequency of the plane: the products of its frequencies along the depth, and from these, while they are still near, the slices.
    private static void Multiply(
        TileGrid grid, int inputBlocks, float* inputs, FrequencyWeights weights, (int Group, int Frequency) at, float* slices, float* near)
    {
        int group = weights.GroupBlocks;
        nint inputStep = TileBlocks.Step(inputBlocks), step = TileBlocks.Step(group);
        if (grid.InputDepth == 1)
        {
            Multiply(inputBlocks, inputs + at.Frequency * inputStep, weights.Matrix(at.Group, at.Frequency), slices, group);
            return;
        }

        for (int z = 0; z < grid.InputDepth; z++)
        {
            int frequency = z * TileGrid.PlaneFrequencies + at.Frequency;
            Multiply(inputBlocks, inputs + frequency * inputStep, weights.Matrix(at.Group, frequency), near + z * step, group);
        }

        for (nint vector = 0; vector < group * TileBlocks.BlockStep; vector += Lanes)
        {
            AxisTransforms.OutputOfTwo(near + vector, step, slices + vector, TileGrid.PlaneFrequencies * step);
        }
    }

    // All 16 tiles of a block are multiplied: rows beyond the last tile give sums that nobody reads.
    private static void Multiply(int inputBlocks, float* a, float* b, float* c, int group)
    {
        if (group == 1)
        {
            FrequencyProduct.SixteenBySixteen(a, TileBlocks.BlockStep, inputBlocks, b, c);
            return;
        }

        FrequencyProduct.EightByThirtyTwo(a, TileBlocks.BlockStep, inputBlocks, b, c, TileBlocks.BlockStep);
        FrequencyProduct.EightByThirtyTwo(a + 8 * Lanes, TileBlocks.BlockStep, inputBlocks, b, c + 8 * Lanes, TileBlocks.BlockStep);
    }
}
