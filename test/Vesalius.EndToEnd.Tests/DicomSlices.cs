using System.Globalization;
using System.Runtime.InteropServices;
using Vesalius.Dicom;
using Vesalius.Imaging;

namespace Vesalius.EndToEnd.Tests;

/// <summary>Writes a scan as a scanner would leave it: a folder with a DICOM file for each slice.</summary>
internal static class DicomSlices
{
    /// <summary>Writes a CT of a patient who is called Petra Phantom.</summary>
    public static void Write(Volume<float> scan, string folder, string date)
    {
        Directory.CreateDirectory(folder);
        for (int z = 0; z < scan.Size.Z; z++)
        {
            new DicomFile(DicomDataset.Empty, Slice(scan, z, date)).Write(Path.Combine(folder, $"{z + 1:000}.dcm"));
        }
    }

    private static DicomDataset Slice(Volume<float> scan, int z, string date)
    {
        Grid grid = scan.Grid;
        WorldPoint first = grid.ToWorld(new VoxelPoint(0, 0, z));
        WorldVector across = grid.Affine.XStep.Normalized, down = grid.Affine.YStep.Normalized;
        short[] pixels = [.. scan.Slice(z).ToArray().Select(hu => (short)Math.Round(hu))];
        return new DicomDataset(
        [
            Text("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"), Text("SOPInstanceUID", $"2.25.{date}.{z + 1}"), Text("StudyDate", date),
            Text("StudyInstanceUID", $"2.25.{date}"), Text("SeriesInstanceUID", $"2.25.{date}.1"), Text("Modality", "CT"),
            Text("PatientName", "Phantom^Petra"), Text("PatientID", "PHANTOM-1"), Text("SeriesNumber", "1"),
                Text("InstanceNumber", $"{z + 1}"),
            Numbers("ImagePositionPatient", first.X, first.Y, first.Z), Text("PhotometricInterpretation", "MONOCHROME2"),
            Numbers("ImageOrientationPatient", across.X, across.Y, across.Z, down.X, down.Y, down.Z),
            Numbers("PixelSpacing", grid.Spacing.Y, grid.Spacing.X), Text("RescaleSlope", "1"), Text("RescaleIntercept", "0"),
            Whole("SamplesPerPixel", 1), Whole("Rows", grid.Size.Y), Whole("Columns", grid.Size.X),
            Whole("BitsAllocated", 16), Whole("BitsStored", 16), Whole("HighBit", 15), Whole("PixelRepresentation", 1),
            new DicomElement(DicomTag.Parse("PixelData"), ValueRepresentation.OW, MemoryMarshal.AsBytes<short>(pixels).ToArray()),
        ]);
    }

    private static DicomElement Text(string keyword, string value) => DicomElement.OfText(DicomTag.Parse(keyword), value);

    private static DicomElement Numbers(string keyword, params double[] values) =>
        DicomElement.OfText(DicomTag.Parse(keyword), [.. values.Select(value => value.ToString("0.######", CultureInfo.InvariantCulture))]);

    private static DicomElement Whole(string keyword, int value) => DicomElement.OfNumbers(DicomTag.Parse(keyword), (ushort)value);
}
