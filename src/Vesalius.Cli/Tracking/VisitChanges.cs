using Vesalius.Analysis.Tracking;
using Vesalius.Analysis.Tracking.Scans;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Registration;

namespace Vesalius.Cli.Tracking;

/// <summary>Where the scans of two visits differ, whatever was segmented on them.</summary>
/// <param name="SaveTo">The folder that gets a mask of the changes of each later visit; null to compare nothing.</param>
internal sealed record VisitChanges(string? SaveTo)
{
    /// <summary>Refuses what does not fit together.</summary>
    public void Check(bool haveScans, bool hasMask)
    {
        if (SaveTo is not null && !(haveScans && hasMask))
        {
            throw Failure.Usage("--save-changes compares scans inside the brain: give the scan of each visit with --image, and a mask of the "
                + "brain on the first one with --mask.");
        }
    }

    /// <summary>What changed from each visit to the next, on the grid of the first scan.</summary>
    public IReadOnlyList<ScanChange?> Of(
        TrackingVisit[] visits, LaidVisit?[] laid, string? maskPath, CancellationToken cancellation)
    {
        var changes = new ScanChange?[visits.Length];
        if (SaveTo is null || maskPath is null)
        {
            return changes;
        }

        Volume<bool> mask = VisitRegistration.ReadMask(maskPath);
        Volume<float> before = visits[0].Image!;
        for (int i = 1; i < visits.Length; i++)
        {
            RegistrationMap map = laid[i]?.FirstToThis ?? new RegistrationMap(WorldTransform.Identity);
            Volume<float> now = map.Warp(visits[i].Image!, visits[0].Image!.Grid, float.NaN, cancellation);
            ScanChange change = Failure.Reading(() => ScanChange.Between(before, now, mask, null, cancellation));
            Save(change, visits[i].Name);
            (changes[i], before) = (change, now);
        }

        return changes;
    }

    private void Save(ScanChange change, string visit)
    {
        string path = Path.Combine(SaveTo!, $"{visit}-change.nii.gz");
        Failure.Writing(path, () =>
        {
            Directory.CreateDirectory(SaveTo!);
            VolumeFile.Write(path, change.Labels);
        });
    }
}
