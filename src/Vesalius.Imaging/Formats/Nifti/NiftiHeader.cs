namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>The fields of a NIfTI-1, NIfTI-2 or Analyze header, as they stand in the file: RAS+ and its own units.</summary>
internal sealed record NiftiHeader
{
    /// <summary>Bytes of a NIfTI-1 or Analyze header.</summary>
    public const int Size1 = 348;

    /// <summary>Bytes of a NIfTI-2 header.</summary>
    public const int Size2 = 540;

    /// <summary>The intent code of a label map.</summary>
    public const int LabelIntent = 1002;

    public required NiftiVersion Version { get; init; }

    /// <summary>Whether the voxels are in a second file.</summary>
    public bool IsPair { get; init; }

    public bool BigEndian { get; init; }

    /// <summary>Eight numbers: how many axes, then the size along each.</summary>
    public required long[] Dim { get; init; }

    public required int Datatype { get; init; }

    /// <summary>Eight numbers: the sign of the third qform axis, then the spacing along each axis.</summary>
    public required double[] Pixdim { get; init; }

    /// <summary>Where the voxels begin.</summary>
    public required double VoxOffset { get; init; }

    public double Slope { get; init; }

    public double Intercept { get; init; }

    /// <summary>Units of length in the lowest three bits: 0 unknown, 1 m, 2 mm, 3 µm.</summary>
    public int Units { get; init; }

    public int IntentCode { get; init; }

    public string Description { get; init; } = string.Empty;

    public int QformCode { get; init; }

    public int SformCode { get; init; }

    /// <summary>Quaternion b, c, d and offset x, y, z.</summary>
    public double[] Qform { get; init; } = new double[6];

    /// <summary>Three rows of four: the sform.</summary>
    public double[] Sform { get; init; } = new double[12];

    /// <summary>The format's name with its version.</summary>
    public string FormatName => Version switch
    {
        NiftiVersion.Analyze => "Analyze 7.5",
        NiftiVersion.Two => "NIfTI-2",
        _ => "NIfTI-1",
    };

    /// <summary>Bytes of the header in its file.</summary>
    public int HeaderBytes => Version == NiftiVersion.Two ? Size2 : Size1;
}
