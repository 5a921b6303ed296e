namespace Vesalius.Imaging.Phantoms;

/// <summary>What a phantom abdomen is scanned with and what it holds. The defaults give about 80×64×40 voxels.</summary>
public sealed record PhantomOptions
{
    /// <summary>Millimetres between pixels in a slice; one number is drawn per scan.</summary>
    /// <exception cref="ArgumentException">Below 0.2 mm.</exception>
    public PhantomRange PixelSpacingMm { get; init => field = value.AtLeast(0.2, nameof(PixelSpacingMm)); } = new(2.7, 3.3);

    /// <summary>Millimetres between slices; one number is drawn per scan.</summary>
    /// <exception cref="ArgumentException">Below 0.2 mm.</exception>
    public PhantomRange SliceSpacingMm { get; init => field = value.AtLeast(0.2, nameof(SliceSpacingMm)); } = new(3, 5);

    /// <summary>How far the slices are tilted out of the patient's axial plane, in degrees: 0 gives axis-aligned grids, other values oblique ones.</summary>
    /// <exception cref="ArgumentException">Below 0.</exception>
    public PhantomRange TiltDegrees { get; init => field = value.AtLeast(0, nameof(TiltDegrees)); } = new(0, 0);

    /// <summary>How many tumours the first scan shows.</summary>
    /// <exception cref="ArgumentException">Below 0.</exception>
    public PhantomRange TumourCount { get; init => field = value.AtLeast(0, nameof(TumourCount)); } = new(1, 4);

    /// <summary>The volume of a tumour in millilitres, drawn evenly on a logarithmic scale. Kidney tumours stay below 12 ml.</summary>
    /// <exception cref="ArgumentException">Below 0.05 ml.</exception>
    public PhantomRange TumourVolumeMl { get; init => field = value.AtLeast(0.05, nameof(TumourVolumeMl)); } = new(0.3, 30);

    /// <summary>The share of tumours with spikes, 0 to 1: one half unless set. The others are lumpy ellipsoids, as most metastases are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 1.</exception>
    public double SpiculatedShare
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(SpiculatedShare), value, "A share lies between 0 and 1.");
    } = 0.5;

    /// <summary>The standard deviation of the noise in Hounsfield units, at mid-depth of the body.</summary>
    /// <exception cref="ArgumentException">Below 0.</exception>
    public PhantomRange NoiseHu { get; init => field = value.AtLeast(0, nameof(NoiseHu)); } = new(8, 14);

    /// <summary>Into how many parts each edge of a boundary voxel is cut to find the mixture of tissues in it: 1 to 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 to 8.</exception>
    public int Supersampling
    {
        get;
        init => field = value is >= 1 and <= 8
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Supersampling), value, "A voxel edge is cut into 1 to 8 parts.");
    } = 3;
}
