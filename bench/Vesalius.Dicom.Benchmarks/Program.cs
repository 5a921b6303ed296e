using System.Diagnostics;
using Vesalius.Dicom;
using Vesalius.Dicom.Pixels;
using Vesalius.Dicom.Series;
using Vesalius.Dicom.Tests.Serialization;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

// make-series FOLDER | make-headers FOLDER | series FOLDER (real values) | stored FOLDER (16 bits) | headers FOLDER | fuzz FOLDER [SECONDS] [SEED]
// codecs FILE... | fuzz-codecs FOLDER [SECONDS] [SEED]
string folder = args[1];
switch (args[0])
{
    case "make-series":
        Make(folder, 140, 512);
        break;
    case "make-headers":
        Make(folder, 10_000, 16);
        break;
    case "series":
        Time("series", 7, () =>
            (long)System.Numerics.Tensors.TensorPrimitives.Sum<double>(
            Array.ConvertAll(SeriesChoice.Only(folder).Read().Array[..512], v => (double)v)));
        break;
    case "stored":
        Time("stored", 7, () => SeriesChoice.Only(folder).ReadStored().Bytes[1]);
        break;
    case "headers":
        Time("headers", 3, () =>
            Directory.EnumerateFiles(folder)
            .Sum(path => DicomFile.Read(path, DicomReadOptions.Header).Dataset.Integer(DicomTag.Parse("Rows"))!.Value));
        break;
    case "codecs":
        CodecBenchmarks.Time(args[1..]);
        break;
    case "fuzz-codecs":
        CodecBenchmarks.Fuzz(folder, args.Length > 2 ? int.Parse(args[2]) : 60, args.Length > 3 ? int.Parse(args[3]) : 1);
        break;
    case "fuzz":
        Fuzz(args.Length > 2 ? int.Parse(args[2]) : 60, args.Length > 3 ? int.Parse(args[3]) : 1);
        break;
}

static void Time(string name, int rounds, Func<long> task)
{
    for (int i = 0; i < rounds; i++)
    {
        var watch = Stopwatch.StartNew();
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long check = task();
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine($"{name}: {watch.Elapsed.TotalSeconds:0.0000} s, {processor.TotalSeconds:0.0000} s of processor (check {check})");
    }
}

// A CT as scanners write it: signed 16 bits, a rescale, some eighty elements of header.
static void Make(string folder, int count, int side)
{
    Directory.CreateDirectory(folder);
    var random = new Random(1);
    short[] pixels = new short[side * side];
    for (int slice = 0; slice < count; slice++)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (short)(1000 + i % side + random.Next(50));
        }

        DicomElement Text(string keyword, params string[] values) => DicomElement.OfText(DicomTag.Parse(keyword), values);
        DicomElement Number(string keyword, ushort value) => DicomElement.OfNumbers(DicomTag.Parse(keyword), value);
        var dataset = new DicomDataset(
        [
            Text("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"), Text("SOPInstanceUID", $"2.25.1.{slice + 1}"),
                Text("StudyInstanceUID", "2.25.2"), Text("SeriesInstanceUID", "2.25.3"),
            Text("FrameOfReferenceUID", "2.25.4"), Text("Modality", "CT"), Text("PatientName", "Phantom^A"), Text("PatientID", "1"),
                Text("SeriesNumber", "2"), Text("InstanceNumber", $"{slice + 1}"),
            Text("ImageType", "ORIGINAL", "PRIMARY", "AXIAL"), Text("ImagePositionPatient", "-180", "-180", $"{slice * 1.25}"),
                Text("ImageOrientationPatient", "1", "0", "0", "0", "1", "0"),
            Text("PixelSpacing", "0.703125", "0.703125"), Text("SliceThickness", "1.25"), Text("RescaleSlope", "1"),
                Text("RescaleIntercept", "-1024"), Text("KVP", "120"),
            Text("PhotometricInterpretation", "MONOCHROME2"), Number("SamplesPerPixel", 1), Number("Rows", (ushort)side),
                Number("Columns", (ushort)side), Number("BitsAllocated", 16),
            Number("BitsStored", 16), Number("HighBit", 15), Number("PixelRepresentation", 1),
            .. Enumerable.Range(0, 50)
                .Select(i => new DicomElement(
                new DicomTag(0x0019, (ushort)(0x1000 + i)), ValueRepresentation.LO, "a maker's own value"u8.ToArray())),
            new DicomElement(new DicomTag(0x0019, 0x0010), ValueRepresentation.LO, "MAKER"u8.ToArray()),
            new DicomElement(new DicomTag(0x7FE0, 0x0010), ValueRepresentation.OW,
                System.Runtime.InteropServices.MemoryMarshal.AsBytes<short>(pixels).ToArray()),
        ]);
        new DicomFile(DicomDataset.Empty, dataset).Write(Path.Combine(folder, $"{(slice * 7919L) % 1_000_003:000000}.dcm"));
    }
}

// Mutants of every file of a folder: only clear errors may come out, in time and without taking memory that the file does not explain.
void Fuzz(int seconds, int seed)
{
    byte[][] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes)
        .Where(bytes => bytes.Length < 1 << 18)];
    var watch = Stopwatch.StartNew();
    long mutants = 0, refused = 0, slowest = 0, failures = 0;
    Parallel.For(0, Environment.ProcessorCount, worker =>
    {
        var random = new Random(seed * 1000 + worker);
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            byte[] mutant = Mutant.Of(files[random.Next(files.Length)], random);
            long start = Stopwatch.GetTimestamp(), memory = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                DicomFile file = DicomFile.Read(mutant);
                if (DicomPixels.Of(file) is { } pixels && pixels.FrameBytes * pixels.FrameCount < 1 << 24)
                {
                    pixels.ReadFrame(0, new byte[pixels.FrameBytes]);
                }
            }
            catch (VolumeFormatException)
            {
                Interlocked.Increment(ref refused);
            }
            catch (Exception error)
            {
                if (Interlocked.Increment(ref failures) <= 5)
                {
                    Console.WriteLine($"{error.GetType().Name}: {error.Message}\n{error.StackTrace?.Split('\n').FirstOrDefault()}");
                    File.WriteAllBytes(Path.Combine(Path.GetTempPath(), $"vesalius-mutant-{failures}.dcm"), mutant);
                }
            }

            long took = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, taken = GC.GetAllocatedBytesForCurrentThread() - memory;
            if (took > 5000 || taken > (1L << 28))
            {
                Console.WriteLine($"a mutant took {took} ms and {taken:N0} bytes");
            }

            InterlockedMax(ref slowest, took);
            Interlocked.Increment(ref mutants);
        }
    });
    Console.WriteLine($"{mutants:N0} mutants, {refused:N0} refused, {failures} failures, slowest {slowest} ms, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
}

static void InterlockedMax(ref long target, long value)
{
    long seen;
    while ((seen = Interlocked.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
    {
    }
}
