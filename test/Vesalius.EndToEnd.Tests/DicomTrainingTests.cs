using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Phantoms;

namespace Vesalius.EndToEnd.Tests;

/// <summary>Learning and segmenting straight from the folders of DICOM series: phantom abdomens, oblique as tilted patients are.</summary>
public sealed class DicomTrainingTests : IDisposable
{
    private static readonly PhantomOptions Coarse = new()
    {
        PixelSpacingMm = new PhantomRange(8, 9),
        SliceSpacingMm = new PhantomRange(9, 10),
        TiltDegrees = new PhantomRange(4, 8),
        TumourCount = new PhantomRange(0, 0),
        Supersampling = 1,
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_learns_from_series_and_segments_a_series_on_its_own_grid()
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            PhantomScan phantom = WriteSeries(folder[$"data/images/patient_{seed}"], seed);
            VolumeFile.Write(folder[$"data/labels/patient_{seed}.nii.gz"], phantom.Truth);
        }

        using JsonDocument summary = JsonDocument.Parse(
            VesaliusCommand.Run("train", folder["data"], "--output", folder["model"], "--epochs", "1", "--json").Expect(0).Out);
        Assert.Equal(1, summary.RootElement.GetProperty("epochs").GetInt32());

        // The same scan as a folder of slices and as one file: the same segmentation, on the grid of the slices.
        PhantomScan unseen = WriteSeries(folder["new/patient_9"], 9);
        WriteSeries(folder["new/patient_8"], 8);
        VolumeFile.Write(folder["file/patient_9.nii"], Stored(unseen.Scan));
        VesaliusCommand.Run("predict", folder["model"], folder["new/patient_9"], "--output", folder["one.nii.gz"]).Expect(0);
        VesaliusCommand.Run("predict", folder["model"], folder["new"], "--output", folder["all"]).Expect(0);
        VesaliusCommand.Run("predict", folder["model"], folder["file/patient_9.nii"], "--output", folder["file.nii.gz"]).Expect(0);
        Volume<ushort> one = VolumeFile.ReadLabels(folder["one.nii.gz"]).Voxels;
        Assert.True(unseen.Scan.Grid.Agrees(one.Grid), $"{one.Grid} instead of {unseen.Scan.Grid}");
        Assert.Equal(one.Array, VolumeFile.ReadLabels(folder["all/patient_9.nii.gz"]).Voxels.Array);
        Volume<ushort> file = VolumeFile.ReadLabels(folder["file.nii.gz"]).Voxels;
        Assert.InRange(one.Array.Zip(file.Array).Count(pair => pair.First != pair.Second), 0, one.Array.Length / 1000);
    }

    private static PhantomScan WriteSeries(string path, int seed)
    {
        PhantomScan phantom = AbdomenPhantom.Draw(seed, Coarse).Baseline;
        SeriesFiles.Write(path, Stored(phantom.Scan), $"2.25.{seed}");
        return phantom;
    }

    /// <summary>The whole numbers that a scanner stores.</summary>
    private static Volume<float> Stored(Volume<float> scan) => scan.Map(value => MathF.Round(Math.Max(value, -1024)));
}
