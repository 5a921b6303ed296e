using System.Globalization;
using System.Runtime.InteropServices;
using Vesalius.Dicom;
using Vesalius.Imaging;

namespace Vesalius.EndToEnd.Tests;

/// <summary>Writes a scan as a CT scanner does: a file for each slice, 16 bits, a rescale, names that tell nothing.</summary>
internal static class SeriesFiles
{
    private const double Intercept = -1024;

    /// <summary>Writes whole Hounsfield units above −1024 into a folder, which is made.</summary>
    public static void Write(string folder, Volume<float> scan, string uid)
    {
        Directory.CreateDirectory(folder);
        for (int z = 0; z < scan.Grid.Size.Z; z++)
        {
            string name = $"IM{z * 37 % 101:000}";
            new DicomFile(DicomDataset.Empty, Slice(scan, z, uid)).Write(Path.Combine(folder, name));
        }
    }

    private static DicomDataset Slice(Volume<float> scan, int z, string uid)
    {
        (Size3 size, Affine affine) = (scan.Grid.Size, scan.Grid.Affine);
        WorldPoint corner = scan.Grid.ToWorld(new VoxelPoint(0, 0, z));
        WorldVector row = affine.XStep.Normalized, column = affine.YStep.Normalized;
        short[] pixels = new short[size.X * size.Y];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (short)(scan.Array[z * pixels.Length + i] - Intercept);
        }

        return new DicomDataset(
        [
            Text("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"), Text("SOPInstanceUID", $"{uid}.{z + 1}"), Text("SeriesInstanceUID", uid),
            Text("StudyInstanceUID", "2.25.77"), Text("FrameOfReferenceUID", $"{uid}.0"), Text("Modality", "CT"),
            Text("InstanceNumber", Of(size.Z - z)), Text("PatientName", "Phantom^A"),
            Text("ImagePositionPatient", Of(corner.X), Of(corner.Y), Of(corner.Z)),
            Text("ImageOrientationPatient", Of(row.X), Of(row.Y), Of(row.Z), Of(column.X), Of(column.Y), Of(column.Z)),
            Text("PixelSpacing", Of(affine.YStep.Length), Of(affine.XStep.Length)), Text("RescaleSlope", "1"), Text("RescaleIntercept", Of(Intercept)),
            Text("PhotometricInterpretation", "MONOCHROME2"), Number("SamplesPerPixel", 1), Number("Rows", size.Y), Number("Columns", size.X),
            Number("BitsAllocated", 16), Number("BitsStored", 16), Number("HighBit", 15), Number("PixelRepresentation", 1),
            new DicomElement(DicomTag.Parse("PixelData"), ValueRepresentation.OW, MemoryMarshal.AsBytes<short>(pixels).ToArray()),
        ]);
    }

    private static DicomElement Text(string keyword, params string[] values) => DicomElement.OfText(DicomTag.Parse(keyword), values);

    private static DicomElement Number(string keyword, int value) => DicomElement.OfNumbers(DicomTag.Parse(keyword), (ushort)value);

    /// <summary>A decimal string has at most sixteen characters (PS3.5 6.2).</summary>
    private static string Of(double number) => Math.Round(number, 9) is var rounded && rounded.ToString(CultureInfo.InvariantCulture) is { Length: <= 16 } text
        ? text : rounded.ToString("0.########", CultureInfo.InvariantCulture);
}
