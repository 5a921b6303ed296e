using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Operations;
using Vesalius.Imaging.Phantoms;
using Vesalius.Imaging.Registration;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Registration;

public sealed class ImageRegistrationTests
{
    private static readonly PhantomOptions Fine = new() { PixelSpacingMm = new(2.5, 2.7), SliceSpacingMm = new(3, 3.5) };
    private static readonly PhantomPatient Coarse =
        AbdomenPhantom.Draw(43, new PhantomOptions { PixelSpacingMm = new(3.5, 3.5), SliceSpacingMm = new(4, 4) });

    [Theory]
    [InlineData(41, SimilarityMetric.MutualInformation)]
    [InlineData(42, SimilarityMetric.MutualInformation)]
    [InlineData(41, SimilarityMetric.NormalizedCorrelation)]
    public void A_moved_patient_is_found_to_three_tenths_of_a_millimetre(int seed, SimilarityMetric metric)
    {
        // The two scans have noise of their own, other grids, and tumours that changed.
        PhantomPatient patient = AbdomenPhantom.Draw(seed, Fine);
        RegistrationResult result = ImageRegistration.Align(
            patient.Baseline.Scan, patient.FollowUp.Scan, new RegistrationOptions { Metric = metric });
        double[] errors = [.. Within(patient.Baseline.Scan.Grid)
            .Select(point => result.FixedToMoving.Apply(point).DistanceTo(patient.Motion.Apply(point)))];
        double before = Within(patient.Baseline.Scan.Grid).Average(point => point.DistanceTo(patient.Motion.Apply(point)));
        Assert.InRange(before, 2, 20);
        Assert.True(errors.Average() <= 0.3,
            $"{errors.Average():0.000} mm on average, {errors.Max():0.000} at most, {before:0.0} before, {result.Steps} steps");
        TestContext.Current.TestOutputHelper?
            .WriteLine($"{metric} {seed}: {errors.Average():0.000} mm on average, {errors.Max():0.000} at most, {before:0.0} before");
    }

    [Fact]
    public void A_stretched_scan_is_found_by_an_affine_map()
    {
        Volume<float> scan = Coarse.Baseline.Scan;
        WorldPoint middle = Within(scan.Grid).First();
        WorldTransform truth = new WorldTransform(new Affine(new(1.05, 0.02, 0), new(0, 0.97, 0.01), new(-0.02, 0, 1.03), default));
        truth = truth.Then(WorldTransform.Shift(middle - truth.Apply(middle) + new WorldVector(4, -3, 2)));
        Volume<float> moving = scan.On(truth.Apply(scan.Grid));
        RegistrationResult result = ImageRegistration.Align(scan, moving, new RegistrationOptions { Kind = RegistrationKind.Affine });
        Assert.InRange(Within(scan.Grid).Average(point => result.FixedToMoving.Apply(point).DistanceTo(truth.Apply(point))), 0, 0.3);
        Assert.InRange(result.Place(moving).Grid.ToWorld(default).DistanceTo(scan.Grid.ToWorld(default)), 0, 1.5);
    }

    [Fact]
    public void The_same_scans_give_the_same_bits_twice()
    {
        RegistrationResult Once() =>
            ImageRegistration.Align(Coarse.Baseline.Scan, Coarse.FollowUp.Scan,
                new RegistrationOptions { Samples = 5000, Levels = 2, Steps = 30 });
        Assert.Equal(Once(), Once());
    }

    [Fact]
    public void A_mask_keeps_what_lies_outside_from_deciding()
    {
        // Half of the moving scan is shifted; only the masked half counts.
        Volume<float> scan = Coarse.Baseline.Scan;
        var moving = new Volume<float>(scan.Grid, [.. scan.Voxels]);
        for (int z = 0; z < scan.Size.Z; z++)
        {
            for (int y = 0; y < scan.Size.Y; y++)
            {
                Span<float> row = moving.Row(y, z)[(scan.Size.X / 2)..];
                scan.Row(y, z)[(scan.Size.X / 2 - 4)..^4].CopyTo(row);
            }
        }

        var mask = new Volume<bool>(scan.Grid);
        for (int i = 0; i < mask.Array.Length; i++)
        {
            mask.Array[i] = i % scan.Size.X < scan.Size.X / 2 - 5;
        }

        RegistrationResult result = ImageRegistration.Align(scan, moving, new RegistrationOptions
        {
            FixedMask = mask, Start = WorldTransform.Shift(new WorldVector(3, 0, 0)), Levels = 3,
        });
        Assert.InRange(Within(scan.Grid).Max(point => result.FixedToMoving.Apply(point).DistanceTo(point)), 0, 0.5);
    }

    [Fact]
    public void Scans_that_do_not_overlap_are_refused()
    {
        Volume<float> scan = Coarse.Baseline.Scan;
        var far = new RegistrationOptions { Start = WorldTransform.Shift(new WorldVector(5000, 0, 0)) };
        Assert.Contains("do not overlap", Assert.Throws<ArgumentException>(() => ImageRegistration.Align(scan, scan, far)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_visits_of_a_patient_with_sclerosis_are_laid_over_each_other_as_well_as_by_the_given_maps()
    {
        string folder = SharedData.Require("data", "ms_longitudinal_flair");
        Volume<float> first = VolumeFile.Read(Path.Combine(folder, "images", "ms03_study1_FLAIR.nii.gz"));
        Volume<float> second = VolumeFile.Read(Path.Combine(folder, "images", "ms03_study2_FLAIR.nii.gz"));
        Volume<bool> brain = VolumeFile.ReadLabels(Path.Combine(folder, "labels", "ms03_brainmask.nii.gz")).Voxels.Map(value => value > 0);
        WorldTransform Given(int study) => ItkTransformText.Parse(
            File.ReadAllText(Path.Combine(folder, "transforms", $"ms03_study{study}_common_to_raw_itk.txt")));
        RegistrationResult found = ImageRegistration.Align(first, second, new RegistrationOptions
        {
            Kind = RegistrationKind.Affine, FixedMask = brain.On(Given(1).Apply(brain.Grid)),
        });
        double theirs = Correlation(brain, OnCommon(first, Given(1), brain.Grid), OnCommon(second, Given(2), brain.Grid));
        double ours = Correlation(brain, OnCommon(first, Given(1), brain.Grid),
            OnCommon(second, Given(1).Then(found.FixedToMoving), brain.Grid));
        TestContext.Current.TestOutputHelper?.WriteLine($"correlation in the brain: theirs {theirs:0.0000}, ours {ours:0.0000}");
        Assert.True(ours >= theirs, $"ours {ours:0.0000}, theirs {theirs:0.0000}");
    }

    private static Volume<float> OnCommon(Volume<float> raw, WorldTransform commonToRaw, Grid common) =>
        Resampling.Onto(raw.On(commonToRaw.Inverse().Apply(raw.Grid)), common, Interpolation.Linear);

    private static double Correlation(Volume<bool> mask, Volume<float> a, Volume<float> b)
    {
        (double X, double Y)[] pairs =
            [.. Enumerable.Range(0, mask.Array.Length).Where(i => mask.Array[i]).Select(i => ((double)a.Array[i], (double)b.Array[i]))];
        double meanX = pairs.Average(pair => pair.X), meanY = pairs.Average(pair => pair.Y);
        double shared = pairs.Sum(pair => (pair.X - meanX) * (pair.Y - meanY));
        return shared / Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.X - meanX, 2)) * pairs.Sum(pair => Math.Pow(pair.Y - meanY, 2)));
    }

    /// <summary>Points spread through the middle of a grid, the first its centre.</summary>
    private static IEnumerable<WorldPoint> Within(Grid grid)
    {
        double[] places = [0.5, 0.25, 0.75];
        return from z in places from y in places from x in places
            select grid.ToWorld(new VoxelPoint(x * (grid.Size.X - 1), y * (grid.Size.Y - 1), z * (grid.Size.Z - 1)));
    }
}
