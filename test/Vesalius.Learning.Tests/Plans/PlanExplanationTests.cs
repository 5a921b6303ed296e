using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Tests.Plans;

public class PlanExplanationTests
{
    [Fact]
    public void It_names_the_numbers_that_decided()
    {
        var fingerprint = new Fingerprint
        {
            Channels = ["CT"],
            ChannelsAreNamed = true,
            Labels = [new PlannedLabel(1, "liver")],
            Foreground = [new IntensityStatistics(100, 20, -50, 300, 10, 100, 180)],
            Scans =
            [
                new ScanFingerprint
                {
                    Id = "a", Size = new Size3(128, 128, 128), Spacing = new Spacing(1, 1, 1), Dimensions = 3, ZeroFractions = [0],
                    Intensities = [new IntensityStatistics(0, 1, 0, 1, 0, 0, 1)], LabelVoxels = new Dictionary<int, long> { [1] = 8 },
                },
            ],
        };
        string text = string.Join('\n', PlanExplanation.Of(fingerprint, Planner.Plan(fingerprint)));
        Assert.Contains("liver (1)", text);
        Assert.Contains("3-D because the scans are volumes", text);
        Assert.Contains("clipped to 10 … 180", text);
        Assert.Contains("64×64×64 voxels, 64×64×64 mm at once: 12.5 % of the median scan", text);
        Assert.Contains("the patch has 4×4×4 voxels on the deepest", text);
        Assert.DoesNotContain("Annotated in some scans only", text);
        fingerprint = fingerprint with { Scans = [fingerprint.Scans[0], fingerprint.Scans[0] with { NotAnnotated = [1] }] };
        Assert.Contains("Annotated in some scans only: liver in 1;", string.Join('\n', PlanExplanation.Of(fingerprint, Planner.Plan(fingerprint))));
    }
}
