using System.Text;
using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>Headers that are well-formed and ask for more than one array holds.</summary>
public sealed class VastFileTests
{
    public static TheoryData<string> Endings => [.. VastHeaders.All.Keys];

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_header_of_more_than_two_billion_voxels_is_refused_by_its_size_before_memory_is_taken(string ending)
    {
        string message = Refusal(ending, [2000, 2000, 600], ReadLimits.Default);
        string size = ending switch
        {
            ".png" or ".tif" => "4000000×600×1",
            ".jpg" => "65500×65500×1",
            _ => "2000×2000×600",
        };
        Assert.Contains(size, message, StringComparison.Ordinal);
    }

    /// <summary>Also where a caller allows more than there can be.</summary>
    [Theory]
    [MemberData(nameof(Endings))]
    public void No_limit_is_more_than_one_array(string ending) =>
        Assert.Contains("2,147,483,591", Refusal(ending, [2000, 2000, 600], new ReadLimits(long.MaxValue)), StringComparison.Ordinal);

    [Theory]
    [InlineData(".nrrd")]
    [InlineData(".mha")]
    [InlineData(".npy")]
    [InlineData(".npz")]
    [InlineData(".nii")]
    [InlineData(".nii.gz")]
    public void Sizes_whose_product_has_more_than_64_bits_are_refused_with_each_of_them(string ending) =>
        Assert.Contains("4194304 × 4194304 × 4194304", Refusal(ending, [1 << 22, 1 << 22, 1 << 22], ReadLimits.Default), StringComparison.Ordinal);

    [Theory]
    [InlineData(".mha", "ObjectType = Image\nNDims = 5\nDimSize = 2 2 2 100000 100000\nElementType = MET_SHORT\nElementDataFile = LOCAL\n")]
    [InlineData(".nrrd", "NRRD0004\ntype: short\ndimension: 4\nsizes: 10000000000 2 2 2\nkinds: vector domain domain domain\nendian: little\nencoding: raw\n\n")]
    public void More_components_than_can_be_counted_are_refused_by_their_number(string ending, string header) =>
        Assert.Contains("10,000,000,000", Refusal(ending, Encoding.ASCII.GetBytes(header), ReadLimits.Default), StringComparison.Ordinal);

    private static string Refusal(string ending, long[] size, ReadLimits limits) => Refusal(ending, VastHeaders.All[ending](size), limits);

    private static string Refusal(string ending, byte[] header, ReadLimits limits)
    {
        using var folder = new TemporaryFolder();
        string path = folder["vast" + ending];
        File.WriteAllBytes(path, header);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<VolumeFormatException>(() => VolumeFile.ReadStored(path, limits)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        return message;
    }
}
