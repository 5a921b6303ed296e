using Vesalius.Dicom;
using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Pixels;
using Vesalius.Dicom.Series;
using Vesalius.Imaging.Formats;

/// <summary>What is fuzzed: whole files through the parser to their first frame, and compressed frames through their decoders.</summary>
internal static class FuzzTargets
{
    /// <summary>The most decoded bytes that reading declares it will take; four times that is a failure.</summary>
    private const long Limit = 4 << 20;

    private static readonly DicomReadOptions Options = new() { MaxInflatedBytes = Limit };

    /// <summary>Every file of a folder: data set, series, first frame.</summary>
    public static int Files(string folder, int seconds, int seed)
    {
        byte[][] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes).Where(bytes => bytes.Length < 1 << 18 && IsDicom(bytes))];
        return new FuzzRun(seconds, seed).Go(files.Length, i => files[i], (_, mutant) => ReadFile(mutant), (_, _) => 4 * Limit);
    }

    /// <summary>The compressed frames of every file of a folder whose decoder's name begins with the given one.</summary>
    public static int Frames(string folder, int seconds, int seed, string codec)
    {
        (IFrameDecoder Decoder, FrameFormat Format, byte[] Code)[] frames =
            [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(FramesOf)
                .Where(frame => frame.Item1.GetType().Name.StartsWith($"{codec}Frame", StringComparison.OrdinalIgnoreCase) || codec.Length == 0)];
        return frames.Length == 0
            ? throw new ArgumentException($"{folder} has no frame for '{codec}'; rle, jpeg, jpegls, jpeg2000 were expected.")
            : new FuzzRun(seconds, seed).Go(
                frames.Length, i => frames[i].Code, (i, mutant) => Decode(frames[i], mutant), (i, mutant) => Allowed(frames[i].Format, mutant));
    }

    private static Refusal? ReadFile(byte[] mutant)
    {
        try
        {
            DicomFile file = DicomFile.Read(mutant, Options);
            _ = DicomFolder.Of(string.Empty, [DicomInstance.Of(file)]);
            if (DicomPixels.Of(file) is { } pixels && pixels.FrameBytes <= Limit)
            {
                pixels.ReadFrame(0, new byte[pixels.FrameBytes]);
            }

            return null;
        }
        catch (VolumeFormatException error)
        {
            return new Refusal(error.Position, error.Message);
        }
    }

    private static Refusal? Decode((IFrameDecoder Decoder, FrameFormat Format, byte[] Code) frame, byte[] mutant)
    {
        try
        {
            frame.Decoder.Decode(mutant, frame.Format, new byte[frame.Format.ByteCount]);
            return null;
        }
        catch (FrameDecodingException error)
        {
            return new Refusal(error.Position, $"{frame.Decoder.GetType().Name}: {error.Message}");
        }
    }

    /// <summary>The frame itself, three working numbers of 32 bits for each sample, the code put together anew, and a megabyte of tables.</summary>
    private static long Allowed(FrameFormat format, byte[] code) =>
        format.ByteCount + 12 * format.ByteCount / format.BytesPerSample + 4 * code.Length + (1 << 20);

    private static bool IsDicom(byte[] bytes)
    {
        try
        {
            return DicomFile.Read(bytes) is not null;
        }
        catch (VolumeFormatException)
        {
            return false;
        }
    }

    /// <summary>The compressed frames of a file, two at most.</summary>
    private static IEnumerable<(IFrameDecoder, FrameFormat, byte[])> FramesOf(string path)
    {
        const int LongestFrame = 1 << 16;
        var recorder = new Recorder();
        try
        {
            DicomPixels? pixels = DicomPixels.Of(DicomFile.Read(path), new FrameDecoders([recorder]));
            for (int frame = 0; pixels is { FrameBytes: < 1 << 20 } && frame < Math.Min(2, pixels.FrameCount); frame++)
            {
                pixels.ReadFrame(frame, new byte[pixels.FrameBytes]);
            }

            string syntax = DicomFile.Read(path).TransferSyntax;
            return recorder.Frames
                .Where(frame => frame.Code.Length < LongestFrame)
                .Select(frame => (FrameDecoders.Default.Find(syntax)!, frame.Format, frame.Code));
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Keeps frames instead of decoding them.</summary>
    private sealed class Recorder : IFrameDecoder
    {
        public List<(FrameFormat Format, byte[] Code)> Frames { get; } = [];

        public IReadOnlyCollection<string> TransferSyntaxes => FrameDecoders.Default.TransferSyntaxes;

        public void Decode(ReadOnlySpan<byte> frame, FrameFormat format, Span<byte> pixels) => Frames.Add((format, frame.ToArray()));
    }
}
