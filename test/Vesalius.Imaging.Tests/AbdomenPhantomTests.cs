using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vesalius.Imaging.Phantoms;

namespace Vesalius.Imaging.Tests;

public sealed class AbdomenPhantomTests
{
    private static readonly PhantomOptions Quick = new() { PixelSpacingMm = new(4, 5), SliceSpacingMm = new(5, 6) };

    [Fact]
    public void The_same_seed_gives_the_same_voxels() =>
        Assert.Equal(Hash(AbdomenPhantom.Draw(11, Quick).Baseline), Hash(AbdomenPhantom.Draw(11, Quick).Baseline));

    [Fact]
    public void The_scans_do_not_depend_on_which_is_asked_for_first()
    {
        PhantomPatient forward = AbdomenPhantom.Draw(12, Quick), backward = AbdomenPhantom.Draw(12, Quick);
        string first = Hash(forward.Baseline), second = Hash(forward.FollowUp);
        Assert.Equal(second, Hash(backward.FollowUp));
        Assert.Equal(first, Hash(backward.Baseline));
    }

    [Fact]
    public void Another_seed_is_another_patient() =>
        Assert.Equal(6, Enumerable.Range(0, 6).Select(seed => Hash(AbdomenPhantom.Draw(seed, Quick).Baseline)).Distinct().Count());

    [Fact]
    public void The_default_scan_is_small_enough_to_learn_from_in_minutes()
    {
        Size3 size = AbdomenPhantom.Draw(3).Baseline.Scan.Size;
        Assert.InRange(size.X, 66, 98);
        Assert.InRange(size.Y, 50, 76);
        Assert.InRange(size.Z, 28, 56);
    }

    [Fact]
    public void Voxels_labelled_as_smooth_tumour_fill_the_true_volume()
    {
        var options = new PhantomOptions { PixelSpacingMm = new(1.5, 1.5), SliceSpacingMm = new(1.5, 1.5), TumourVolumeMl = new(2, 10) };
        PhantomScan scan = Enumerable.Range(0, 60).Select(seed => AbdomenPhantom.Draw(seed, options))
            .First(patient => patient.Fates.Count(fate => fate.Value != TumourFate.New) >= 2).Baseline;
        foreach (PhantomTumour tumour in scan.Tumours)
        {
            // The count of voxels departs from a volume by its rounding at the surface, which averages out over the surface voxels;
            // spikes finer than a voxel are lost to the tissue around them.
            Assert.Equal(1, LabelledMl(scan, tumour) / tumour.VolumeMl, tumour.IsSpiculated ? 0.05 : 0.01);
        }
    }

    [Fact]
    public void Voxels_of_all_tumours_together_fill_their_volume_at_the_default_spacing()
    {
        PhantomScan[] scans = [.. Enumerable.Range(100, 4).Select(seed => AbdomenPhantom.Draw(seed).Baseline)];
        double labelled = scans.Sum(scan => CountOf(scan, 4) * scan.Scan.Grid.VoxelVolumeMm3 / 1000);
        Assert.Equal(1, labelled / scans.Sum(scan => scan.Tumours.Sum(tumour => tumour.VolumeMl)), 0.05);
    }

    [Fact]
    public void Every_tumour_lies_where_the_truth_says_and_is_darker_than_its_organ()
    {
        for (int seed = 40; seed < 44; seed++)
        {
            PhantomScan scan = AbdomenPhantom.Draw(seed).Baseline;
            foreach (PhantomTumour tumour in scan.Tumours)
            {
                (int x, int y, int z) = Nearest(scan.Scan.Grid, tumour.Centre);
                Assert.Equal(4, scan.Truth.Voxels[x, y, z]);
                double inside = new[] { -1, 0, 1 }.Average(step => scan.Scan[x + step, y, z]);
                Assert.True(inside < MeanOf(scan, (ushort)tumour.Organ) - 10, $"seed {seed}, tumour {tumour.Id}: {inside} HU");
            }
        }
    }

    [Fact]
    public void The_follow_up_shows_each_fate()
    {
        foreach (PhantomPatient patient in Enumerable.Range(0, 8).Select(seed => AbdomenPhantom.Draw(seed, Quick)))
        {
            Dictionary<int, double> before = patient.Baseline.Tumours.ToDictionary(t => t.Id, t => t.VolumeMl);
            Dictionary<int, double> after = patient.FollowUp.Tumours.ToDictionary(t => t.Id, t => t.VolumeMl);
            Assert.Contains(patient.Fates.Values, fate => fate != TumourFate.Stable);
            foreach ((int id, TumourFate fate) in patient.Fates)
            {
                double change = after.GetValueOrDefault(id) / before.GetValueOrDefault(id);
                Assert.True(fate switch
                {
                    TumourFate.Stable => change is > 0.95 and < 1.05,
                    TumourFate.Grown => change is >= 1.49 and <= 2.51,
                    TumourFate.Shrunk => change is >= 0.24 and <= 0.61,
                    TumourFate.Gone => change == 0,
                    _ => double.IsPositiveInfinity(change),
                }, $"tumour {id}: {fate}, volume ratio {change}");
            }
        }
    }

    [Fact]
    public void The_motion_carries_a_stable_tumour_onto_itself()
    {
        PhantomPatient patient = Enumerable.Range(0, 50).Select(seed => AbdomenPhantom.Draw(seed, Quick))
            .First(candidate => candidate.Fates.Values.Contains(TumourFate.Stable));
        int id = patient.Fates.First(fate => fate.Value == TumourFate.Stable).Key;
        WorldPoint before = patient.Baseline.Tumours.Single(t => t.Id == id).Centre, after = patient.FollowUp.Tumours.Single(t => t.Id == id).Centre;
        Assert.True(patient.Motion.Apply(before).DistanceTo(after) < 0.2);
        Assert.True(patient.Motion.ApplyInverse(after).DistanceTo(before) < 0.2);
        Assert.True(before.DistanceTo(after) > 0.5);
    }

    [Fact]
    public void A_tilted_scan_has_an_oblique_grid_that_is_not_sheared()
    {
        Affine affine = AbdomenPhantom.Draw(5, Quick with { TiltDegrees = new(15, 15) }).Baseline.Scan.Grid.Affine;
        Assert.True(affine.ShearDegrees < 1e-3);
        double trace = affine.Direction()[0] + affine.Direction()[4] + affine.Direction()[8];
        Assert.Equal(15, Math.Acos((trace - 1) / 2) * 180 / Math.PI, 1e-3);
    }

    [Fact]
    public void A_patient_without_tumours_can_be_asked_for()
    {
        PhantomPatient patient = AbdomenPhantom.Draw(5, Quick with { TumourCount = new(0, 0) });
        Assert.Empty(patient.Baseline.Tumours);
        Assert.Empty(patient.FollowUp.Tumours);
        Assert.Equal(0, CountOf(patient.Baseline, 4));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void The_share_of_tumours_with_spikes_can_be_set(double share, bool spiculated)
    {
        PhantomTumour[] tumours = [.. Enumerable.Range(0, 3)
            .SelectMany(seed => AbdomenPhantom.Draw(seed, Quick with { SpiculatedShare = share }).Baseline.Tumours)];
        Assert.NotEmpty(tumours);
        Assert.All(tumours, tumour => Assert.Equal(spiculated, tumour.IsSpiculated));
    }

    [Fact]
    public void Organs_have_a_plausible_size_in_every_patient()
    {
        foreach (PhantomScan scan in Enumerable.Range(200, 8).Select(seed => AbdomenPhantom.Draw(seed, Quick).Baseline))
        {
            double ml = scan.Scan.Grid.VoxelVolumeMm3 / 1000;
            Assert.InRange(CountOf(scan, 1) * ml, 250, 1000);
            Assert.InRange(CountOf(scan, 2) * ml, 50, 260);
            Assert.InRange(CountOf(scan, 3) * ml, 20, 160);
        }
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PhantomOptions { PixelSpacingMm = new(3, 2) });
        Assert.Throws<ArgumentException>(() => new PhantomOptions { SliceSpacingMm = new(0, 2) });
        Assert.Throws<ArgumentException>(() => new PhantomOptions { TumourVolumeMl = new(1, double.NaN) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhantomOptions { Supersampling = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhantomOptions { SpiculatedShare = 1.1 });
    }

    private static string Hash(PhantomScan scan) => Convert.ToHexString(SHA256.HashData(
        [.. MemoryMarshal.AsBytes(scan.Scan.Voxels), .. MemoryMarshal.AsBytes(scan.Truth.Voxels.Voxels)]));

    private static int CountOf(PhantomScan scan, ushort label) => scan.Truth.Voxels.Array.Count(voxel => voxel == label);

    private static double MeanOf(PhantomScan scan, ushort label) =>
        scan.Scan.Array.Where((_, i) => scan.Truth.Voxels.Array[i] == label).Average();

    /// <summary>Millilitres of tumour voxels that are nearer to this tumour's centre than to any other's.</summary>
    private static double LabelledMl(PhantomScan scan, PhantomTumour tumour)
    {
        Grid grid = scan.Scan.Grid;
        int count = Enumerable.Range(0, (int)grid.Size.Count).Count(i =>
        {
            WorldPoint At() => grid.ToWorld(new VoxelPoint(i % grid.Size.X, i / grid.Size.X % grid.Size.Y, i / grid.Size.X / grid.Size.Y));
            return scan.Truth.Voxels.Array[i] == 4
                && scan.Tumours.MinBy(other => other.Centre.DistanceTo(At()) - other.LongestDiameterMm / 2) == tumour;
        });
        return count * grid.VoxelVolumeMm3 / 1000;
    }

    private static (int X, int Y, int Z) Nearest(Grid grid, WorldPoint point)
    {
        VoxelPoint voxel = grid.ToVoxel(point);
        return ((int)Math.Round(voxel.X), (int)Math.Round(voxel.Y), (int)Math.Round(voxel.Z));
    }
}
