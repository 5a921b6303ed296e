using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Pixels;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Series;

/// <summary>One file of a series: what is needed to sort it in, without its data set. Thousands of them fit into memory.</summary>
public sealed class DicomInstance
{
    private readonly DicomPixels? native;

    private DicomInstance(DicomFile file, DicomPixels? pixels)
    {
        DicomDataset dataset = file.Dataset;
        Path = file.Path ?? string.Empty;
        TransferSyntax = file.TransferSyntax;
        SopClass = dataset.Text(Tags.SOPClassUID) ?? file.Meta.Text(Tags.MediaStorageSOPClassUID) ?? string.Empty;
        SopInstance = dataset.Text(Tags.SOPInstanceUID) ?? file.Meta.Text(Tags.MediaStorageSOPInstanceUID) ?? string.Empty;
        Study = dataset.Text(Tags.StudyInstanceUID) ?? string.Empty;
        Series = dataset.Text(Tags.SeriesInstanceUID) ?? string.Empty;
        FrameOfReference = dataset.Text(Tags.FrameOfReferenceUID);
        Modality = dataset.Text(Tags.Modality) ?? string.Empty;
        SeriesDescription = dataset.Text(Tags.SeriesDescription);
        SeriesNumber = (int?)dataset.NumberOrNone(Tags.SeriesNumber);
        InstanceNumber = dataset.NumberOrNone(Tags.InstanceNumber);
        SliceThickness = dataset.NumberOrNone(Tags.SliceThickness)
            ?? FunctionalGroups.Of(dataset, 0).Macro(Tags.PixelMeasuresSequence)?.NumberOrNone(Tags.SliceThickness);
        Padding = PixelPadding.Of(dataset);
        IsBurnedIn = dataset.Text(Tags.BurnedInAnnotation) == "YES";
        Warnings = file.Warnings;
        Format = pixels?.Format;
        Type = pixels?.Type;
        native = Vesalius.Dicom.TransferSyntax.IsNative(TransferSyntax) ? pixels : null;
        Palette = pixels is { Format.PhotometricInterpretation: "PALETTE COLOR" } ? PaletteColours.Of(dataset) : null;
        Frames = pixels is null ? [] : FramesOf(dataset, pixels.FrameCount);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How data and pixels lie in bytes.</summary>
    public string TransferSyntax { get; }

    /// <summary>What kind of object it is, as a UID.</summary>
    public string SopClass { get; }

    /// <summary>The object's own UID.</summary>
    public string SopInstance { get; }

    /// <summary>The UID of the study.</summary>
    public string Study { get; }

    /// <summary>The UID of the series.</summary>
    public string Series { get; }

    /// <summary>The UID of the coordinate system; null where positions have none.</summary>
    public string? FrameOfReference { get; }

    /// <summary>What made it: <c>CT</c>, <c>MR</c>, <c>SEG</c>. Empty where nothing is said.</summary>
    public string Modality { get; }

    /// <summary>What the series is called.</summary>
    public string? SeriesDescription { get; }

    /// <summary>The number of the series.</summary>
    public int? SeriesNumber { get; }

    /// <summary>The number of the file in its series.</summary>
    public double? InstanceNumber { get; }

    /// <summary>The thickness of a slice in millimetres, which is not the distance of slices.</summary>
    public double? SliceThickness { get; }

    /// <summary>The stored values that mean "no picture here".</summary>
    public PixelPadding? Padding { get; }

    /// <summary>Whether the file says that texts about the patient may be part of the picture.</summary>
    public bool IsBurnedIn { get; }

    /// <summary>The format of its frames; null for an object without pixels.</summary>
    public FrameFormat? Format { get; }

    /// <summary>The type of its samples; null for an object without pixels.</summary>
    public VoxelType? Type { get; }

    /// <summary>The colours of a palette image, in 8 bits each; null for others.</summary>
    public IReadOnlyList<Rgb>? Palette { get; }

    /// <summary>Its frames, in the file's order; none for an object without pixels.</summary>
    public IReadOnlyList<DicomFrame> Frames { get; }

    /// <summary>What was doubtful in the file.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The instance of a file, of which the header is enough.</summary>
    /// <exception cref="VolumeFormatException">Its pixels are described in a way that contradicts itself.</exception>
    public static DicomInstance Of(DicomFile file) => new(file, DicomPixels.Of(file));

    /// <summary>Its pixels, to be read frame by frame.</summary>
    /// <param name="decoders">Who decodes compressed frames; this library's own decoders by default.</param>
    /// <exception cref="VolumeFormatException">The file cannot be read any more, or no decoder knows its transfer syntax.</exception>
    /// <exception cref="InvalidOperationException">It has no pixels.</exception>
    public DicomPixels OpenPixels(FrameDecoders? decoders = null) =>
        native ?? DicomPixels.Of(DicomFile.Read(Path, DicomReadOptions.Header), decoders)
            ?? throw new InvalidOperationException($"{Path} has no pixels.");

    private DicomFrame[] FramesOf(DicomDataset dataset, int count)
    {
        double[] offsets = dataset.NumbersOrNone(Tags.GridFrameOffsetVector);
        bool isEnhanced = dataset.Contains(Tags.PerFrameFunctionalGroupsSequence) || dataset.Contains(Tags.SharedFunctionalGroupsSequence);
        var frames = new DicomFrame[count];
        for (int i = 0; i < count; i++)
        {
            frames[i] = i > 0 && !isEnhanced
                ? frames[0] with { Index = i } : FrameOf(dataset, isEnhanced ? FunctionalGroups.Of(dataset, i) : FunctionalGroups.None, i);
        }

        return offsets.Length != count
            ? frames : [.. frames.Select((frame, i) => frame with { Plane = frame.Plane?.Moved(offsets[i] - offsets[0]) })];
    }

    private DicomFrame FrameOf(DicomDataset dataset, FunctionalGroups groups, int index) => new()
    {
        Instance = this,
        Index = index,
        // The frames of a segmentation lie where its segments do, several at a place: they are no stack of slices.
        Plane = Modality == "SEG" ? null : FramePlane.Of(dataset, groups),
        PixelSize = PixelSize.Of(dataset, groups),
        Transform = ModalityTransform.Of(dataset, groups),
        Marks = FrameMarks.Of(dataset, groups),
        Stack = groups.Macro(Tags.FrameContentSequence)?.Text(Tags.StackID),
    };
}
