namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>The samples of one component, as finely as it is sampled.</summary>
/// <param name="Samples">Row by row; rows may be longer than the component is wide.</param>
/// <param name="Stride">Samples of a row.</param>
/// <param name="Size">Columns and rows that belong to the picture.</param>
internal sealed record SamplePlane(ushort[] Samples, int Stride, (int Width, int Height) Size)
{
    public ReadOnlySpan<ushort> Row(int y) => Samples.AsSpan(Math.Clamp(y, 0, Size.Height - 1) * Stride, Size.Width);

    /// <summary>Transforms the blocks of a component back.</summary>
    public static SamplePlane From(CoefficientPlane plane, JpegTables tables, int precision)
    {
        ushort[] steps = tables.Steps[plane.Component.Table]
            ?? throw JpegFault.At(0, $"the quantisation table {plane.Component.Table} is not there.");
        int stride = plane.Blocks.X * 8;
        var samples = new ushort[(long)stride * plane.Blocks.Y * 8];
        for (int y = 0; y < plane.Blocks.Y; y++)
        {
            for (int x = 0; x < plane.Blocks.X; x++)
            {
                InverseCosineTransform.Block(plane.Block(x, y), steps, samples.AsSpan(y * 8 * stride + x * 8), (stride, precision));
            }
        }

        return new SamplePlane(samples, stride, plane.Size);
    }
}
