using Vesalius.Dicom.Codecs;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Series;

/// <summary>
/// The frames that make one volume (or one picture, or one film), sorted. A DICOM series often holds several: echoes, points in time, a
/// localiser before the scan; each is one of these.
/// </summary>
public sealed class DicomSeries
{
    internal DicomSeries(FrameStack stack)
    {
        Frames = stack.Frames;
        Part = stack.Part;
        Geometry = SliceGeometry.Of(Frames);
        Notes = stack.Notes;
        Warnings = [.. SeriesWarnings.Of(this), .. Frames.SelectMany(frame => frame.Instance.Warnings).Distinct()];
    }

    /// <summary>The frames: those with a place in the order of their depth along the normal, others in the file's order.</summary>
    public IReadOnlyList<DicomFrame> Frames { get; }

    /// <summary>What tells it from others of the same DICOM series, such as <c>echo time 20</c>; null where there are none.</summary>
    public string? Part { get; }

    /// <summary>Where the frames lie.</summary>
    public SliceGeometry Geometry { get; }

    /// <summary>What was decided in sorting and splitting, and why.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>What is doubtful, or is not what one would think.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The first file, which speaks for what all files share: UIDs, modality, format.</summary>
    public DicomInstance First => Frames[0].Instance;

    /// <summary>The files, each once.</summary>
    public IEnumerable<DicomInstance> Instances => Frames.Select(frame => frame.Instance).Distinct();

    /// <summary>Whether frames lie at different places, so that they are a volume.</summary>
    public bool IsVolume => Geometry.Regularity is SliceRegularity.Regular or SliceRegularity.Uneven;

    /// <summary>The image without its voxels.</summary>
    public StoredImage Identify() => SeriesVoxels.Describe(this);

    /// <summary>
    /// The stored values, frame behind frame; colours as red, green and blue, projections with high values bright. A rescale that differs from frame to frame is applied.
    /// </summary>
    /// <param name="limits">The most memory to take; as much as one array holds by default.</param>
    /// <param name="decoders">Who decodes compressed frames; this library's own decoders by default.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="VolumeFormatException">
    /// A file cannot be read, or slices are uneven: those are a volume only after <see cref="RegularResampling"/>.
    /// </exception>
    public StoredImage ReadStored(ReadLimits? limits = null, FrameDecoders? decoders = null, CancellationToken cancellation = default)
    {
        ExpectEven();
        return Brightness.HighIsBright(this, SeriesVoxels.Read(this, limits ?? ReadLimits.Default, decoders, cancellation));
    }

    /// <summary>
    /// The samples of all frames exactly as they are stored, in this order, whatever lies between them: to look at, not to measure.
    /// </summary>
    /// <inheritdoc cref="ReadStored"/>
    public StoredImage ReadUnchanged(ReadLimits? limits = null, FrameDecoders? decoders = null, CancellationToken cancellation = default) =>
        SeriesVoxels.ReadUnchanged(this, limits ?? ReadLimits.Default, decoders, cancellation);

    /// <summary>The real values (Hounsfield units, counts per volume, dose) of a series of grey frames.</summary>
    /// <exception cref="VolumeFormatException">A file cannot be read, slices are uneven, or frames are coloured.</exception>
    public Volume<float> Read(FrameDecoders? decoders = null, CancellationToken cancellation = default)
    {
        ExpectEven();
        return Brightness.IsMirrored(this)
            ? SeriesVoxels.Real(this, ReadStored(null, decoders, cancellation))
            : SeriesVoxels.ReadReal(this, ReadLimits.Default, decoders, cancellation);
    }

    /// <summary>The values of frames that may lie unevenly, on the grid of their mean step: for those who place them themselves.</summary>
    internal Volume<float> ReadAsTheyAre(FrameDecoders? decoders, CancellationToken cancellation) =>
        SeriesVoxels.ReadReal(this, ReadLimits.Default, decoders, cancellation);

    private void ExpectEven()
    {
        if (Geometry.Regularity == SliceRegularity.Uneven)
        {
            string reason = Geometry.MissingSlices > 0
                ? $"{Geometry.MissingSlices} slice(s) seem to be missing; steps are" : "steps between slices are";
            throw new VolumeFormatException(
                "DICOM",
                $"a volume has slices at equal distances; {reason} {Geometry.StepsMm.Min():0.###} to {Geometry.StepsMm.Max():0.###} mm. Ask for a regular volume: the command's option is 'convert --regular'.",
                First.Path);
        }
    }
}
