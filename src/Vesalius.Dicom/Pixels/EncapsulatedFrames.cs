using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Serialization;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Pixels;

/// <summary>Frames of compressed fragments: the fragments of a frame are put together and handed to a decoder.</summary>
internal sealed class EncapsulatedFrames : IFrameSource
{
    private readonly FrameFormat format;
    private readonly IFrameDecoder? decoder;
    private readonly string transferSyntax;
    private readonly long pixelsAt;
    private readonly Lazy<(FragmentList List, Range[] Frames)> fragments;

    public EncapsulatedFrames(DicomFile file, FrameFormat format, FrameDecoders decoders, int frameCount)
    {
        this.format = format;
        decoder = decoders.Find(file.TransferSyntax);
        transferSyntax = file.TransferSyntax;
        pixelsAt = At(file);
        fragments = new(() => Find(file, frameCount));
    }

    public void Read(int frame, Span<byte> target)
    {
        if (decoder is null)
        {
            throw new FrameDecodingException(
                DicomDictionary.NameOfUid(transferSyntax),
                $"there is no decoder for the transfer syntax {transferSyntax}. Convert the file to an uncompressed one first.");
        }

        decoder.Decode(Compressed(frame), format, target);
    }

    public long Locate(int frame, long offset)
    {
        if (decoder is null)
        {
            return pixelsAt;
        }

        (FragmentList list, Range[] frames) = fragments.Value;
        (int start, int count) = frames[frame].GetOffsetAndLength(list.Fragments.Count);
        int at = start;
        for (; at < start + count - 1 && offset >= list.Fragments[at].Length; at++)
        {
            offset -= list.Fragments[at].Length;
        }

        return list.Fragments[at].Position + Math.Min(offset, list.Fragments[at].Length);
    }

    private static (FragmentList List, Range[] Frames) Find(DicomFile file, int frameCount)
    {
        FragmentList list = file.Dataset.Find(Tags.PixelData)!.Fragments!;
        Range[]? frames = FragmentAssignment.Of(list, file.Dataset, frameCount);
        return frames is null
            ? throw new VolumeFormatException(
                "DICOM", $"{frameCount} frame(s) were expected; {list.Fragments.Count} fragment(s) came that no offset table assigns to them. The file is damaged.", file.Path, At(file))
            : (list, frames);
    }

    private static long At(DicomFile file) => Math.Max(0, file.Dataset.Find(Tags.PixelData)!.Position);

    private byte[] Compressed(int frame)
    {
        (FragmentList list, Range[] frames) = fragments.Value;
        (int start, int count) = frames[frame].GetOffsetAndLength(list.Fragments.Count);
        long length = 0;
        for (int i = start; i < start + count; i++)
        {
            length += list.Fragments[i].Length;
        }

        if (length > Array.MaxLength)
        {
            throw new CutShortException(
                $"its fragments have {length:N0} bytes; one array holds {Array.MaxLength:N0}", list.Fragments[start].Position);
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
