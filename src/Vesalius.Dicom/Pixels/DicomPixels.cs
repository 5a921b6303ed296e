using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Serialization;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Pixels;

/// <summary>
/// The pixels of a file: how many frames of which format, and each frame's stored samples, whatever way the file holds them. Samples are
/// little-endian, the parts of a colour side by side; nothing is rescaled.
/// </summary>
public sealed class DicomPixels
{
    private readonly IFrameSource source;
    private readonly string? path;

    private DicomPixels(FrameFormat format, VoxelType type, int frameCount, IFrameSource source, string? path)
    {
        Format = format;
        Type = type;
        FrameCount = frameCount;
        this.source = source;
        this.path = path;
    }

    /// <summary>What one frame is like.</summary>
    public FrameFormat Format { get; }

    /// <summary>The type of a sample as it is handed out; one-bit samples become bytes of 0 and 1.</summary>
    public VoxelType Type { get; }

    /// <summary>How many frames there are, at least 1.</summary>
    public int FrameCount { get; }

    /// <summary>The bytes of one frame as it is handed out.</summary>
    public long FrameBytes => Format.ByteCount;

    /// <summary>The pixels of a file; null where it has none (a report, a structure set, a plan).</summary>
    /// <param name="file">The file; reading its header is enough.</param>
    /// <param name="decoders">Who decodes compressed frames; this library's own decoders by default.</param>
    /// <exception cref="VolumeFormatException">The description of the pixels is missing or contradicts itself.</exception>
    public static DicomPixels? Of(DicomFile file, FrameDecoders? decoders = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (PixelElement(file.Dataset) is not { } element)
        {
            return null;
        }

        var description = new PixelDescription(file, element);
        FrameFormat format = description.Format();
        int frames = description.FrameCount();
        IFrameSource source = element.IsEncapsulated
            ? new EncapsulatedFrames(file, format, decoders ?? FrameDecoders.Default, frames)
            : new NativeFrames(file, element, format, frames);
        return new DicomPixels(format, description.Type(format), frames, source, file.Path);
    }

    /// <summary>Reads one frame.</summary>
    /// <param name="frame">From 0.</param>
    /// <param name="target">Exactly <see cref="FrameBytes"/> bytes.</param>
    /// <exception cref="VolumeFormatException">The pixels are damaged or cut short, or no decoder knows their transfer syntax.</exception>
    public void ReadFrame(int frame, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, FrameCount);
        if (target.Length != FrameBytes)
        {
            throw new ArgumentException($"A frame has {FrameBytes:N0} bytes; there is room for {target.Length:N0}.", nameof(target));
        }

        try
        {
            source.Read(frame, target);
        }
        catch (FrameDecodingException error)
        {
            throw Unreadable(frame, $"{error.Codec}: {error.Problem}", source.Locate(frame, error.Position ?? 0), error);
        }
        catch (EndOfStreamException error)
        {
            throw Unreadable(frame, error.Message, (error as CutShortException)?.Position, error);
        }
    }

    /// <summary>Reads all frames one behind the other, several at a time.</summary>
    /// <exception cref="VolumeFormatException">The frames need more memory than is allowed, are damaged or cut short.</exception>
    public byte[] ReadAll(ReadLimits? limits = null)
    {
        long bytes = (long)Int128.Min((Int128)FrameBytes * FrameCount, long.MaxValue);
        long most = Math.Min((limits ?? ReadLimits.Default).MaxBytes, Array.MaxLength);
        if (bytes > most)
        {
            throw new VolumeFormatException(
                "DICOM", $"{FrameCount} frame(s) of {Format.Columns}×{Format.Rows} pixels take {bytes:N0} bytes; at most {most:N0} can be read. Read frame by frame.", path,
                source.Locate(0, 0));
        }

        byte[] all = GC.AllocateUninitializedArray<byte>((int)bytes);
        Frames.ForEach(FrameCount, frame => ReadFrame(frame, all.AsSpan((int)(frame * FrameBytes), (int)FrameBytes)));
        return all;
    }

    private VolumeFormatException Unreadable(int frame, string problem, long? position, Exception error) =>
        new("DICOM", $"frame {frame + 1} of {FrameCount} cannot be read: {problem}", path, position, error);

    private static DicomElement? PixelElement(DicomDataset dataset) =>
        dataset.Find(Tags.PixelData) ?? dataset.Find(Tags.FloatPixelData) ?? dataset.Find(Tags.DoubleFloatPixelData);
}
