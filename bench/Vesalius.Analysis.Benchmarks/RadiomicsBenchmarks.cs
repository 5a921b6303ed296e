using BenchmarkDotNet.Attributes;
using Vesalius.Analysis.Measurement.Radiomics;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Analysis.Benchmarks;

/// <summary>
/// Radiomic features of a scan with a mask: the files named by VESALIUS_BENCH_IMAGE and VESALIUS_BENCH_MASK (the IBSI CT phantom, say), or
/// a ball of noise of about the same size. The textures are those of configuration A's grey levels, taken in three dimensions.
/// </summary>
[MemoryDiagnoser]
public class RadiomicsBenchmarks
{
    private readonly Volume<float> image;
    private readonly Volume<bool> mask;

    /// <summary>Reads or draws the scan.</summary>
    public RadiomicsBenchmarks()
    {
        (string? imageFile, string? maskFile) =
            (Environment.GetEnvironmentVariable("VESALIUS_BENCH_IMAGE"), Environment.GetEnvironmentVariable("VESALIUS_BENCH_MASK"));
        (image, mask) = imageFile is not null && maskFile is not null
            ? (VolumeFile.Read(imageFile).Map(MathF.Round), VolumeFile.Read(maskFile).Map(value => value > 0))
            : Ball();
    }

    /// <summary>The IBSI morphology without what needs the scan.</summary>
    [Benchmark]
    public object IbsiShape() => IbsiFeatures.Morphology(mask);

    /// <summary>The IBSI morphology with Moran's I and Geary's C, which take every pair of voxels into account.</summary>
    [Benchmark]
    public object IbsiMorphology() => IbsiFeatures.Morphology(mask, image);

    /// <summary>The mean in a ball around every voxel.</summary>
    [Benchmark]
    public object IbsiPeak() => IbsiLocalPeak.Features(image, mask);

    /// <summary>PyRadiomics' shape features, with all four diameters.</summary>
    [Benchmark]
    public object PyRadiomicsShape() => PyRadiomicsFeatures.Shape(mask);

    /// <summary>All PyRadiomics features: shape, first order, and five families of textures.</summary>
    [Benchmark]
    public object PyRadiomicsAll() => Radiomics.Of(image, mask, new PyRadiomicsSettings());

    /// <summary>All IBSI features in three dimensions, Moran's I and Geary's C among them.</summary>
    [Benchmark]
    public object IbsiAll() => Radiomics.Of(
        image, mask, new IbsiSettings { Range = new IntensityRange(-500, 400), GreyLevels = new Discretisation.FixedWidth(25) });

    private static (Volume<float> Image, Volume<bool> Mask) Ball()
    {
        var image = new Volume<float>(Grid.Of(new Size3(204, 201, 60), new Spacing(0.977, 0.977, 3)));
        var mask = new Volume<bool>(image.Grid);
        var random = new Random(1);
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            image.Voxels[i] = random.Next(-400, 300);
            var at = new VoxelPoint(i % 204, i / 204 % 201, i / (204 * 201));
            mask.Voxels[i] = image.Grid.ToWorld(at).DistanceTo(new WorldPoint(100, 98, 88)) < 44;
        }

        return (image, mask);
    }
}
