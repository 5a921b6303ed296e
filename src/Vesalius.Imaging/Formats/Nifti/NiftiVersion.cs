namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>Which of the three related headers a file has.</summary>
internal enum NiftiVersion
{
    /// <summary>Analyze 7.5: no orientation.</summary>
    Analyze,

    /// <summary>NIfTI-1: 348 bytes, sizes to 32,767, single precision.</summary>
    One,

    /// <summary>NIfTI-2: 540 bytes, 64-bit sizes, double precision.</summary>
    Two,
}
