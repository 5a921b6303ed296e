using Vesalius.Imaging;

namespace Vesalius.Dicom.Pixels;

/// <summary>The colours of a palette image (PS3.3 C.7.9), in 8 bits each, from stored value 0 on.</summary>
internal static class PaletteColours
{
    private const int Colours = 256;

    /// <summary>The palette for stored values 0 to 255; null where it is missing, or segmented (which is not read).</summary>
    public static IReadOnlyList<Rgb>? Of(DicomDataset dataset)
    {
        LookupTable? red = LookupTable.Of(dataset, Tags.RedPaletteColorLookupTableDescriptor, Tags.RedPaletteColorLookupTableData, false);
        LookupTable? green =
            LookupTable.Of(dataset, Tags.GreenPaletteColorLookupTableDescriptor, Tags.GreenPaletteColorLookupTableData, false);
        LookupTable? blue = LookupTable.Of(
            dataset, Tags.BluePaletteColorLookupTableDescriptor, Tags.BluePaletteColorLookupTableData, false);
        return red is null || green is null || blue is null ? null
            : [.. Enumerable.Range(0, Colours).Select(stored => new Rgb(Byte(red, stored), Byte(green, stored), Byte(blue, stored)))];
    }

    private static byte Byte(LookupTable table, int stored) => (byte)(table[stored] >> (table.Bits - 8));
}
