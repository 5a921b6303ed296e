using System.Diagnostics;
using Vesalius.Dicom;
using Vesalius.Dicom.Pixels;

/// <summary>Decoders of frames: how fast.</summary>
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
}
