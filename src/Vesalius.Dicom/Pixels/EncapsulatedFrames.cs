using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Serialization;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Pixels;

/// <summary>Frames of compressed fragments: the fragments of a frame are put together and handed to a decoder.</summary>
internal sealed class EncapsulatedFrames : IFrameSource
{
    private readonly FragmentList list;
    private readonly FrameFormat format;
    private readonly IFrameDecoder decoder;
    private readonly Range[] frames;

    public EncapsulatedFrames(DicomFile file, FragmentList list, FrameFormat format, IFrameDecoder decoder, int frameCount)
    {
        this.list = list;
        this.format = format;
        this.decoder = decoder;
        frames = FragmentAssignment.Of(list, file.Dataset, frameCount)
            ?? throw new VolumeFormatException("DICOM", $"{frameCount} frame(s) were expected; {list.Fragments.Count} fragment(s) came that no offset table assigns to them. The file is damaged.", file.Path);
    }

    public void Read(int frame, Span<byte> target) => decoder.Decode(Compressed(frame), format, target);

    private byte[] Compressed(int frame)
    {
        (int start, int count) = frames[frame].GetOffsetAndLength(list.Fragments.Count);
        long length = 0;
        for (int i = start; i < start + count; i++)
        {
            length += list.Fragments[i].Length;
        }

        if (length > Array.MaxLength)
        {
            throw new EndOfStreamException($"its fragments have {length:N0} bytes; one array holds {Array.MaxLength:N0}");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        int at = 0;
        for (int i = start; i < start + count; at += list.Fragments[i].Length, i++)
        {
            list.Source.Read(list.Fragments[i].Position, bytes.AsSpan(at, list.Fragments[i].Length));
        }

        return bytes;
    }
}
