// Two visits of one phantom patient as a scanner would leave them: a folder of DICOM slices each, and beside them what truly is in them.
// Run it with: dotnet run samples/02-two-visits.cs -- FOLDER [SEED]
// The scans are made by arithmetic; docs/how-to/from-two-visits-to-a-report.md goes on from here.
#:project ../src/Vesalius.Dicom/Vesalius.Dicom.csproj
#:property PublishAot=false

using System.Globalization;
using System.Runtime.InteropServices;
using Vesalius.Dicom;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Phantoms;

string folder = args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "vesalius-two-visits");
int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 101;
PhantomPatient patient = AbdomenPhantom.Draw(seed, new PhantomOptions { TumourVolumeMl = new PhantomRange(5, 40) });
foreach ((string date, PhantomScan visit) in new[] { ("20260112", patient.Baseline), ("20260309", patient.FollowUp) })
{
    string name = date == "20260112" ? "january" : "march";
    WriteSeries(visit.Scan, Path.Combine(folder, name), date);
    VolumeFile.Write(Path.Combine(folder, $"{name}-truth.nii.gz"), visit.Truth);
    Console.WriteLine($"{name}: {visit.Scan.Size.Z} slices, {visit.Tumours.Count} tumours of {visit.Tumours.Sum(tumour => tumour.VolumeMl):0.0} ml together");
}

// One file per slice. A CT image needs little more than its pixels, where they lie, and whose they are.
void WriteSeries(Volume<float> scan, string into, string date)
{
    Directory.CreateDirectory(into);
    Grid grid = scan.Grid;
    for (int z = 0; z < grid.Size.Z; z++)
    {
        WorldPoint first = grid.ToWorld(new VoxelPoint(0, 0, z));
        WorldVector across = grid.Affine.XStep.Normalized, down = grid.Affine.YStep.Normalized;
        short[] pixels = [.. scan.Slice(z).ToArray().Select(hu => (short)Math.Round(hu))];
        new DicomFile(DicomDataset.Empty, new DicomDataset(
        [
            Text("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"), Text("SOPInstanceUID", $"2.25.{seed}.{date}.{z + 1}"),
            Text("StudyInstanceUID", $"2.25.{seed}.{date}"), Text("SeriesInstanceUID", $"2.25.{seed}.{date}.1"),
            Text("FrameOfReferenceUID", $"2.25.{seed}.{date}.2"), Text("StudyDate", date), Text("Modality", "CT"),
            Text("PatientName", "Phantom^Petra"), Text("PatientID", $"PHANTOM-{seed}"), Text("PatientBirthDate", "19600101"),
            Text("StudyDescription", "Abdomen"), Text("SeriesDescription", "portal venous"), Text("SeriesNumber", "1"),
            Text("InstanceNumber", $"{z + 1}"), Numbers("ImagePositionPatient", first.X, first.Y, first.Z),
            Numbers("ImageOrientationPatient", across.X, across.Y, across.Z, down.X, down.Y, down.Z),
            Numbers("PixelSpacing", grid.Spacing.Y, grid.Spacing.X), Numbers("SliceThickness", grid.Spacing.Z),
            Text("RescaleSlope", "1"), Text("RescaleIntercept", "0"), Text("PhotometricInterpretation", "MONOCHROME2"),
            Whole("SamplesPerPixel", 1), Whole("Rows", grid.Size.Y), Whole("Columns", grid.Size.X),
            Whole("BitsAllocated", 16), Whole("BitsStored", 16), Whole("HighBit", 15), Whole("PixelRepresentation", 1),
            new DicomElement(DicomTag.Parse("PixelData"), ValueRepresentation.OW, MemoryMarshal.AsBytes<short>(pixels).ToArray()),
        ])).Write(Path.Combine(into, $"slice-{z + 1:000}.dcm"));
    }
}

static DicomElement Text(string keyword, string value) => DicomElement.OfText(DicomTag.Parse(keyword), value);

// A decimal string holds at most 16 characters.
static DicomElement Numbers(string keyword, params double[] values) =>
    DicomElement.OfText(DicomTag.Parse(keyword), [.. values.Select(value => value.ToString("0.######", CultureInfo.InvariantCulture))]);

static DicomElement Whole(string keyword, int value) => DicomElement.OfNumbers(DicomTag.Parse(keyword), (ushort)value);
