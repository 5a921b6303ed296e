using System.Diagnostics;
using Vesalius.Dicom;
using Vesalius.Dicom.Series;

// make-series FOLDER | make-headers FOLDER | series FOLDER (real values) | stored FOLDER (16 bits) | headers FOLDER | fuzz FOLDER [SECONDS] [SEED]
// codecs FILE... | fuzz-codecs FOLDER [SECONDS] [SEED] [rle|jpeg|jpegls|jpeg2000]
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
        return FuzzTargets.Frames(folder, Number(2, 60), Number(3, 1), args.Length > 4 ? args[4] : string.Empty);
    case "fuzz":
        return FuzzTargets.Files(folder, Number(2, 60), Number(3, 1));
}

return 0;

int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], System.Globalization.CultureInfo.InvariantCulture) : otherwise;

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
