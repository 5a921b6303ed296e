using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Tests;

namespace Vesalius.EndToEnd.Tests;

/// <summary>Every fact that other readers state about the conformance files, against what <c>inspect</c> says.</summary>
public sealed class ConformanceTests(InspectedConformance inspected) : IClassFixture<InspectedConformance>
{
    private const string NotThere = "(the folder 'shared' is absent)";

    /// <summary>Not an image of voxels: it is refused, with the reason.</summary>
    private const string Cifti = "nifti/row_major.dconn.nii";

    /// <summary>The manifest speaks of the first page only; it is read as a volume of all pages.</summary>
    private const string Pages = "img2d/stack.tif";

    public static TheoryData<string> Files => Those(_ => true);

    public static TheoryData<string> PlacedFiles => Those(row => row.Affine is not null);

    [Theory]
    [MemberData(nameof(Files))]
    public void Size_and_type_are_as_another_reader_says(string file)
    {
        (ConformanceRow row, JsonElement item) = Find(file);
        Assert.Equal(row.Type, item.GetProperty("type").GetString());
        (int[] size, int components) = SizeOf(row);
        Assert.Equal(size, Integers(item, "size"));
        Assert.Equal(components, item.GetProperty("components").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_decoded_voxels_are_as_another_reader_says_bit_for_bit(string file)
    {
        (ConformanceRow row, JsonElement item) = Find(file);
        if (row.IsExact)
        {
            Assert.Equal(row.Sha256, item.GetProperty("sha256").GetString());
        }
        else
        {
            double voxels = Integers(item, "size").Aggregate(1.0, (count, size) => count * size) * item.GetProperty("components").GetInt32();
            Assert.Equal(row.Number("sum")!.Value / voxels, item.GetProperty("sum").GetDouble() / voxels, 3.0);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Minimum_maximum_and_sum_are_as_another_reader_says(string file)
    {
        (ConformanceRow row, JsonElement item) = Find(file);
        double slope = row.IsRescaled ? item.GetProperty("slope").GetDouble() : 1, intercept = row.IsRescaled ? item.GetProperty("intercept").GetDouble() : 0;
        double voxels = Integers(item, "size").Aggregate(1.0, (count, size) => count * size) * item.GetProperty("components").GetInt32();
        foreach ((string name, double offset) in new[] { ("min", intercept), ("max", intercept), ("sum", intercept * voxels) })
        {
            JsonElement came = item.GetProperty(name);
            switch (row.Number(name))
            {
                case null: break;
                case double.NaN: Assert.Equal(JsonValueKind.Null, came.ValueKind); break;
                case { } expected: Assert.Equal(expected, came.GetDouble() * slope + offset, row.IsExact ? 1e-6 * Math.Max(1, Math.Abs(expected)) : 3 * Math.Max(1, name == "sum" ? voxels : 1)); break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(PlacedFiles))]
    public void Every_voxel_lies_where_another_reader_says(string file)
    {
        (ConformanceRow row, JsonElement item) = Find(file);
        Affine expected = row.Affine!.Value;
        double[] spacing = Reals(item, "spacing"), origin = Reals(item, "origin");
        Affine actual = Affine.FromDirection(new Spacing(spacing[0], spacing[1], spacing[2]), Reals(item, "direction"), new WorldPoint(origin[0], origin[1], origin[2]));
        int[] size = Integers(item, "size");
        foreach (var corner in new[] { new VoxelPoint(0, 0, 0), new VoxelPoint(size[0] - 1, 0, 0), new VoxelPoint(0, size[1] - 1, 0), new VoxelPoint(0, 0, size[2] - 1) })
        {
            // The manifest gives NIfTI affines to five decimals, so a far corner may differ by the voxels between.
            Assert.True(actual.Apply(corner).DistanceTo(expected.Apply(corner)) < 5e-3, $"{corner}: {expected.Apply(corner)} expected, {actual.Apply(corner)} came.");
        }
    }

    [Fact]
    public void A_file_that_is_no_image_of_voxels_is_refused_with_the_reason()
    {
        JsonElement item = Find(Cifti).Item;
        Assert.Contains("CIFTI", item.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tiff_of_several_pages_is_a_volume()
    {
        (ConformanceRow row, JsonElement item) = Find(Pages);
        int[] size = Integers(item, "size");
        Assert.Equal([row.Shape[1], row.Shape[0]], size[..2]);
        Assert.True(size[2] > 1);
    }

    private static TheoryData<string> Those(Func<ConformanceRow, bool> wanted) =>
        [.. InspectedConformance.Rows.Where(wanted).Select(row => row.File).Where(file => file is not Cifti and not Pages).DefaultIfEmpty(NotThere)];

    private (ConformanceRow Row, JsonElement Item) Find(string file)
    {
        if (InspectedConformance.Rows.FirstOrDefault(row => row.File == file) is not { } row)
        {
            SharedData.Require("conformance", file);
            throw new InvalidOperationException($"The manifest has no row for {file}.");
        }

        return (row, inspected[row]);
    }

    /// <summary>Our size and components from the manifest's shape, which is in each family's own order.</summary>
    private static (int[] Size, int Components) SizeOf(ConformanceRow row)
    {
        int[] shape = row.Shape;
        return row.Family switch
        {
            "img2d" => ([shape[1], shape[0], 1], shape.Length > 2 ? shape[2] : 1),
            "npz" => ([.. shape.Reverse()], 1),
            "nrrd" when shape.Length == 4 => (shape[1..], shape[0]),
            "nifti" when shape.Length == 4 => (shape[..3], shape[3]),
            "nifti" when row.File.Contains("perfusion", StringComparison.Ordinal) => (shape, 3),
            _ => ([.. shape, .. Enumerable.Repeat(1, 3 - shape.Length)], 1),
        };
    }

    private static int[] Integers(JsonElement item, string name) => [.. item.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    private static double[] Reals(JsonElement item, string name) => [.. item.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
