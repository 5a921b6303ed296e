using Vesalius.Imaging;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;
using Vesalius.Learning.Tests.Datasets;

namespace Vesalius.Learning.Tests.Preprocessing;

public class FingerprintExtractorTests
{
    [Fact]
    public void A_fingerprint_counts_what_a_pencil_can_check()
    {
        using var folder = new TestDataset().With("a", "b").Text("split.csv", "case,group,split\na,a,train\nb,b,val\n")
            .Image("images/a.nii.gz", value: i => i);
        Fingerprint fingerprint = FingerprintExtractor.Extract(folder.Open(), cancellation: TestContext.Current.CancellationToken);
        ScanFingerprint scan = Assert.Single(fingerprint.Scans);
        Assert.Equal(("a", new Size3(6, 5, 4), new Spacing(1, 1, 1), 3), (scan.Id, scan.Size, scan.Spacing, scan.Dimensions));
        Assert.Equal(8, scan.LabelVoxels[1]);
        Assert.Equal((0d, 119d, 59.5), (scan.Intensities[0].Min, scan.Intensities[0].Max, scan.Intensities[0].Mean));
        Assert.Equal(1 / 120.0, scan.ZeroFractions[0], 1e-12);

        // The box of label 1 covers x 1-2, y 1-2, z 1-2: values 37, 38, 43, 44 and 30 more each.
        Assert.Equal((37d, 74d, 55.5), (fingerprint.Foreground[0].Min, fingerprint.Foreground[0].Max, fingerprint.Foreground[0].Mean));
        Assert.Equal([new PlannedLabel(1, "label 1")], fingerprint.Labels);
    }

    [Fact]
    public void Named_labels_keep_their_names_and_the_value_not_annotated_is_none()
    {
        using var folder = new TestDataset().With("a", "b", "c").Text("dataset.json", """{ "labels": { "1": "liver", "2": "spleen" }, "notAnnotated": 7 }""")
            .Mask("labels/a.nii.gz", value: 7).Mask("labels/b.nii.gz", value: 4);
        Fingerprint fingerprint = FingerprintExtractor.Extract(folder.Open(new() { SplitFile = Split(folder) }), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["liver", "spleen", "label 4"], fingerprint.Labels.Select(label => label.Name));
        Assert.Equal(7, fingerprint.NotAnnotatedValue);
        Assert.Empty(fingerprint.Scans[0].LabelVoxels);
    }

    private static string Split(TestDataset folder)
    {
        folder.Text("use.csv", "case,split\na,train\nb,train\nc,train\n");
        return Path.Combine(folder.Folder, "use.csv");
    }
}
