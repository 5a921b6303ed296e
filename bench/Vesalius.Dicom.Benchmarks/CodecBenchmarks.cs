using System.Diagnostics;
using Vesalius.Dicom;
using Vesalius.Dicom.Codecs;
using Vesalius.Dicom.Pixels;
using Vesalius.Dicom.Tests.Serialization;
using Vesalius.Imaging.Formats;

/// <summary>Decoders of frames: how fast, and what they make of damage.</summary>
internal static class CodecBenchmarks
{
    private const int WarmUps = 60;
    private const int Rounds = 15;

    /// <summary>The shortest of several decodings of the first frame of each file, in one thread.</summary>
    public static void Time(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            DicomPixels pixels = DicomPixels.Of(DicomFile.Read(path))!;
            byte[] frame = new byte[pixels.FrameBytes];
            double best = double.PositiveInfinity;
            for (int i = 0; i < WarmUps + Rounds; i++)
            {
                var watch = Stopwatch.StartNew();
                pixels.ReadFrame(0, frame);
                best = i < WarmUps ? best : Math.Min(best, watch.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine($"ours {Path.GetFileName(path)}: {best:0.00} ms");
        }
    }

    /// <summary>Mutants of the compressed frames of every file of a folder, one worker for each processor.</summary>
    public static void Fuzz(string folder, int seconds, int seed)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        (IFrameDecoder Decoder, FrameFormat Format, byte[] Code)[] frames = [.. files.SelectMany(Frames)];
        var watch = Stopwatch.StartNew();
        long mutants = 0, refused = 0, failures = 0;
        double slowest = 0;
        var gate = new Lock();
        Parallel.For(0, Environment.ProcessorCount, worker =>
        {
            var random = new Random(seed * 1000 + worker);
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                (IFrameDecoder decoder, FrameFormat format, byte[] code) = frames[random.Next(frames.Length)];
                byte[] mutant = Mutant.Of(code, random), pixels = new byte[format.ByteCount];
                long start = Stopwatch.GetTimestamp(), memory = GC.GetAllocatedBytesForCurrentThread();
                bool wasRefused = false;
                string? failure = null;
                try
                {
                    decoder.Decode(mutant, format, pixels);
                }
                catch (FrameDecodingException)
                {
                    wasRefused = true;
                }
                catch (Exception error)
                {
                    failure = $"{decoder.GetType().Name}: {error.GetType().Name}: "
                        + $"{error.Message}{error.StackTrace?.Split('\n').FirstOrDefault()}";
                }

                double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
                long taken = GC.GetAllocatedBytesForCurrentThread() - memory, allowed = Allowed(format, mutant);
                failure ??= took > 5 || taken > allowed ? $"{decoder.GetType().Name}: {took:0.0} s, {taken:N0} bytes of "
                    + $"{allowed:N0}" : null;
                lock (gate)
                {
                    mutants++;
                    refused += wasRefused ? 1 : 0;
                    slowest = Math.Max(slowest, took);
                    if (failure is not null && ++failures <= 10)
                    {
                        string kept = Path.Combine(Path.GetTempPath(), $"vesalius-frame-{seed}-{failures}.bin");
                        File.WriteAllBytes(kept, mutant);
                        Console.WriteLine($"{failure} ({kept})");
                    }
                }
            }
        });
        Console.WriteLine($"{frames.Length} frames, {mutants:N0} mutants, {refused:N0} refused, {failures} failures, slowest "
            + $"{slowest * 1000:0} ms");
    }

    /// <summary>Three working numbers of 32 bits for each sample, the code put together anew, and a megabyte of tables.</summary>
    private static long Allowed(FrameFormat format, byte[] code) => 12 * format.ByteCount / format.BytesPerSample + 4 * code.Length + (1 << 20);

    /// <summary>The compressed frames of a file, two at most.</summary>
    private static IEnumerable<(IFrameDecoder, FrameFormat, byte[])> Frames(string path)
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
