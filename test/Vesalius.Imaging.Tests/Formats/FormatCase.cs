using Vesalius.Imaging.Formats;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>A file ending that can be written, and what the format behind it keeps.</summary>
/// <param name="Ending">The ending, with the dot.</param>
public sealed record FormatCase(string Ending)
{
    /// <summary>How far a corner may move, as a fraction of a voxel; null where there is no geometry.</summary>
    public double? GeometryTolerance { get; init; }

    public bool KeepsNames { get; init; }

    public bool KeepsLayers { get; init; }

    public bool KeepsComplex { get; init; } = true;

    public bool KeepsFloat16 { get; init; }

    /// <summary>The second file, where header and voxels are apart.</summary>
    public string? VoxelFile { get; init; }

    public static IReadOnlyList<FormatCase> All { get; } =
    [
        new(".nii") { GeometryTolerance = 1e-3, KeepsNames = true },
        new(".nii.gz") { GeometryTolerance = 1e-3, KeepsNames = true },
        new(".hdr") { GeometryTolerance = 1e-3, KeepsNames = true, VoxelFile = "x.img" },
        new(".img.gz") { GeometryTolerance = 1e-3, KeepsNames = true, VoxelFile = "x.hdr.gz" },
        new(".nrrd") { GeometryTolerance = 1e-9, KeepsNames = true, KeepsLayers = true },
        new(".seg.nrrd") { GeometryTolerance = 1e-9, KeepsNames = true, KeepsLayers = true },
        new(".nhdr") { GeometryTolerance = 1e-9, KeepsNames = true, KeepsLayers = true, VoxelFile = "x.raw.gz" },
        new(".mha") { GeometryTolerance = 1e-9, KeepsComplex = false },
        new(".mhd") { GeometryTolerance = 1e-9, KeepsComplex = false, VoxelFile = "x.zraw" },
        new(".npy") { KeepsFloat16 = true },
        new(".npz") { KeepsFloat16 = true },
    ];

    public static IEnumerable<TheoryDataRow<string>> Endings => All.Select(format => new TheoryDataRow<string>(format.Ending));

    public static FormatCase Of(string ending) => All.First(format => format.Ending == ending);

    /// <summary>What a type comes back as: formats without 16-bit reals store them in 32 bits.</summary>
    public VoxelType Stored(VoxelType type) => type == VoxelType.Float16 && !KeepsFloat16 ? VoxelType.Float32 : type;

    public bool Holds(VoxelType type) => KeepsComplex || type is not (VoxelType.Complex64 or VoxelType.Complex128);
}
