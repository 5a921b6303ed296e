using CsCheck;
using Vesalius.Imaging;
using Vesalius.Learning.Augmentation;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Tests.Augmentation;

public class SpatialTransformTests
{
    private static readonly Gen<SpatialTransform> AnySpatial =
        from angles in Gen.Double[-30, 30].Array[3]
        from scale in Gen.Double[0.7, 1.4]
        from strength in Gen.Double[0, 0.2]
        from seed in Gen.Long
        from mirror in Gen.Bool.Array[3]
        select new SpatialTransform
        {
            RotationDegrees = (angles[0], angles[1], angles[2]), Scale = scale, Bend = strength < 0.05 ? null : new ElasticBend(strength, seed),
            MirrorX = mirror[0], MirrorY = mirror[1], MirrorZ = mirror[2],
        };

    private static PreparedCase Numbered(Size3 size, int channels = 1) =>
        TestPlans.Case(size, (x, y, z) => x + 100 * y + 10_000 * z, (x, y, z) => (byte)((x + y + z) % 3), channels: channels);

    [Fact]
    public void A_constant_patch_stays_constant()
    {
        PreparedCase constant = TestPlans.Case(new Size3(60, 60, 60), (_, _, _) => 7, (_, _, _) => 2);
        AnySpatial.Sample(spatial =>
        {
            TrainingSample sample = new Transform(spatial, []).Apply(constant, new VoxelPoint(29.5, 29.5, 29.5), new Size3(12, 10, 8));
            return sample.Image.All(value => Math.Abs(value - 7) < 1e-5) && sample.Labels.All(label => label == 2);
        }, iter: 100);
    }

    [Fact]
    public void The_identity_gives_exactly_the_crop_with_nothing_around_the_case()
    {
        var size = new Size3(9, 8, 7);
        PreparedCase source = Numbered(size, channels: 2);
        Gen.Select(Gen.Int[-6, 10], Gen.Int[-6, 10], Gen.Int[-6, 10]).Sample((x0, y0, z0) =>
        {
            var patch = new Size3(5, 6, 4);
            TrainingSample sample = Transform.Identity.Apply(source, new VoxelPoint(x0 + 2, y0 + 2.5, z0 + 1.5), patch);
            for (int i = 0; i < patch.Count; i++)
            {
                (int x, int y, int z) = (x0 + i % 5, y0 + i / 5 % 6, z0 + i / 30);
                bool inside = size.Contains(x, y, z);
                Assert.Equal(inside ? source.Scan.Voxels[size.IndexOf(x, y, z)] : 0, sample.Channel(0)[i]);
                Assert.Equal(inside ? 2 * source.Scan.Voxels[size.IndexOf(x, y, z)] : 0, sample.Channel(1)[i]);
                Assert.Equal(inside ? source.Labels[size.IndexOf(x, y, z)] : 0, sample.Labels[i]);
            }
        }, iter: 300);
    }

    [Fact]
    public void Mirroring_is_exact_and_its_own_inverse()
    {
        var size = new Size3(6, 5, 4);
        PreparedCase source = Numbered(size);
        var centre = new VoxelPoint(2.5, 2, 1.5);
        TrainingSample sample = new Transform(new SpatialTransform { MirrorX = true, MirrorZ = true }, []).Apply(source, centre, size);
        for (int z = 0; z < 4; z++)
        {
            for (int y = 0; y < 5; y++)
            {
                for (int x = 0; x < 6; x++)
                {
                    Assert.Equal(source.Scan.Voxels[size.IndexOf(5 - x, y, 3 - z)], sample.Image[size.IndexOf(x, y, z)]);
                    Assert.Equal(source.Labels[size.IndexOf(5 - x, y, 3 - z)], sample.Labels[size.IndexOf(x, y, z)]);
                }
            }
        }
    }

    [Fact]
    public void A_quarter_turn_about_z_moves_x_onto_y_in_millimetres()
    {
        // Twice as coarse along y: five millimetres along x are five voxels, along y two and a half.
        PreparedCase source = TestPlans.Case(new Size3(21, 11, 9), (x, _, _) => x, (x, _, _) => (byte)(x > 10 ? 1 : 0), new Spacing(1, 2, 1));
        TrainingSample sample = new Transform(new SpatialTransform { RotationDegrees = (0, 0, 90) }, []).Apply(source, new VoxelPoint(10, 5, 4), new Size3(5, 5, 1 + 2));
        for (int y = 0; y < 5; y++)
        {
            float expected = 10 - 2 * (y - 2);
            Assert.Equal(expected, sample.Image[sample.Size.IndexOf(2, y, 1)], 1e-4f);
            Assert.Equal(expected, sample.Image[sample.Size.IndexOf(0, y, 1)], 1e-4f);
        }
    }

    [Fact]
    public void Scaling_makes_structures_grow()
    {
        PreparedCase ball = TestPlans.Case(new Size3(41, 41, 41), (_, _, _) => 0, (x, y, z) => (byte)(Math.Pow(x - 20, 2) + Math.Pow(y - 20, 2) + Math.Pow(z - 20, 2) <= 64 ? 1 : 0));
        int Voxels(double scale) => new Transform(new SpatialTransform { Scale = scale }, []).Apply(ball, new VoxelPoint(20, 20, 20), new Size3(41, 41, 41)).Labels.Count(label => label == 1);
        Assert.InRange(Voxels(1.25) / (Math.Pow(1.25, 3) * Voxels(1)), 0.95, 1.05);
        Assert.InRange(Voxels(0.8) / (Math.Pow(0.8, 3) * Voxels(1)), 0.95, 1.05);
    }

    [Fact]
    public void Image_and_labels_move_together()
    {
        // A soft-edged ball: wherever the image is clearly bright the label must be set, and clearly dark not set.
        PreparedCase ball = TestPlans.Case(
            new Size3(40, 40, 40),
            (x, y, z) => (float)(10 - Math.Sqrt(Math.Pow(x - 18, 2) + Math.Pow(y - 22, 2) + Math.Pow(z - 20, 2))),
            (x, y, z) => (byte)(Math.Pow(x - 18, 2) + Math.Pow(y - 22, 2) + Math.Pow(z - 20, 2) < 100 ? 1 : 0));
        AnySpatial.Sample(spatial =>
        {
            TrainingSample sample = new Transform(spatial, []).Apply(ball, new VoxelPoint(19.5, 19.5, 19.5), new Size3(24, 24, 24));
            for (int i = 0; i < sample.Labels.Length; i++)
            {
                // Outside the case the padding is 0, which says nothing here.
                Assert.True(sample.Image[i] == 0 || Math.Abs(sample.Image[i]) < 0.75 || sample.Image[i] > 0 == (sample.Labels[i] == 1), $"{sample.Image[i]} is labelled {sample.Labels[i]}");
            }
        }, iter: 60);
    }

    [Fact]
    public void Planar_patches_are_read_within_their_slice()
    {
        PreparedCase source = TestPlans.Case(new Size3(20, 20, 5), (_, _, z) => z, (_, _, z) => (byte)(z % 3));
        AnySpatial.Sample(spatial =>
        {
            var inPlane = spatial with { RotationDegrees = (0, 0, spatial.RotationDegrees.Z), MirrorZ = false };
            TrainingSample sample = new Transform(inPlane, []).Apply(source, new VoxelPoint(9.5, 9.5, 4), new Size3(6, 6, 1));
            return sample.Image.All(value => Math.Abs(value - 4) < 1e-5) && sample.Labels.All(label => label == 1);
        }, iter: 50);
    }

    [Fact]
    public void Voxels_that_nobody_annotated_stay_so()
    {
        PreparedCase source = TestPlans.Case(new Size3(20, 20, 20), (x, _, _) => x, (x, _, _) => x < 10 ? PreparedCase.NotAnnotated : (byte)1);
        TrainingSample sample = new Transform(new SpatialTransform { Scale = 1.3 }, []).Apply(source, new VoxelPoint(9.5, 9.5, 9.5), new Size3(8, 8, 8));
        Assert.Equal([1, PreparedCase.NotAnnotated], sample.Labels.Distinct().Order().Select(label => (int)label));
    }

    [Fact]
    public void A_bending_folds_nothing_over()
    {
        // Along each row the position read from must grow: sampled from a ramp, intensities increase.
        PreparedCase ramp = TestPlans.Case(new Size3(80, 80, 80), (x, _, _) => x, (_, _, _) => 0);
        double highest = AugmentationPlan.Volume.ElasticStrength.High;
        Gen.Long.Sample(seed =>
        {
            TrainingSample sample = new Transform(new SpatialTransform { Bend = new ElasticBend(highest, seed) }, []).Apply(ramp, new VoxelPoint(40, 40, 40), new Size3(32, 32, 32));
            int steps = 0, backward = 0;
            for (int i = 1; i < sample.Image.Length; i++)
            {
                if (i % 32 != 0)
                {
                    steps++;
                    backward += sample.Image[i] <= sample.Image[i - 1] ? 1 : 0;
                }
            }

            return backward <= steps / 1000;
        }, iter: 30);
    }

    [Fact]
    public void A_transform_says_what_it_does()
    {
        var transform = new Transform(new SpatialTransform { Scale = 1.25, MirrorY = true }, [new IntensityChange.Gamma(0, 0.8, true)]);
        Assert.Equal("scaled ×1.25, mirrored y, gamma 0.8 inverted", transform.ToString());
        Assert.Equal("as it is", Transform.Identity.ToString());
    }
}
