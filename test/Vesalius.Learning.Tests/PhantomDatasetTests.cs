using Vesalius.Imaging.Phantoms;
using Vesalius.Learning.Datasets;

namespace Vesalius.Learning.Tests;

public sealed class PhantomDatasetTests
{
    [Fact]
    public void A_phantom_dataset_opens_with_its_split_and_its_names()
    {
        string folder = Directory.CreateTempSubdirectory("vesalius-phantoms").FullName;
        try
        {
            var phantoms = new PhantomDataset(5, 2, 1) { Options = new() { PixelSpacingMm = new(6, 6), SliceSpacingMm = new(8, 8) } };
            phantoms.Write(folder);
            Dataset dataset = Dataset.Open(folder);
            Assert.Equal(["phantom_005", "phantom_006"], dataset.Training.Select(one => one.Id));
            Assert.Equal(["phantom_007"], dataset.Validation.Select(one => one.Id));
            Assert.Equal(["liver", "kidney", "spleen", "tumour"], dataset.Labels.Select(label => label.Name));
            PhantomScan truth = AbdomenPhantom.Draw(5, phantoms.Options).Baseline;
            Assert.Equal(truth.Scan.Array, dataset.Training[0].ReadImage()[0].Array);
            Assert.Equal(truth.Truth.Voxels.Array, dataset.Training[0].ReadLabels(truth.Scan.Grid).Voxels.Array);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
