using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace Vesalius.Imaging.Formats.Tiff;

/// <summary>
/// The voxel spacing of a TIFF, as ImageJ writes it: the slice distance and the unit in the description, pixels per unit in the resolution
/// tags. The resolution of other TIFFs is that of print and is not taken for the patient's.
/// </summary>
internal static class TiffPlace
{
    /// <summary>The spacing in millimetres, or null where the file does not say it in a unit of length.</summary>
    public static Spacing? Read(BitMiracle.LibTiff.Classic.Tiff file)
    {
        if (file.GetField(TiffTag.IMAGEDESCRIPTION) is not [var text, ..]
            || text.ToString() is not { } description || !description.StartsWith("ImageJ=", StringComparison.Ordinal))
        {
            return null;
        }

        Dictionary<string, string> said = [];
        foreach (string[] pair in description.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2))
        {
            said[pair[0].Trim()] = pair[1].Trim();
        }

        double? unit = said.GetValueOrDefault("unit") switch
        {
            "mm" or "millimeter" => 1,
            "cm" or "centimeter" => 10,
            "m" or "meter" => 1000,
            "micron" or "um" or "µm" or "\\u00B5m" => 1e-3,
            "nm" => 1e-6,
            _ => null,
        };
        double Step(TiffTag tag) => file.GetField(tag) is [var perUnit, ..] ? 1 / perUnit.ToDouble() : 1;
        double slice = double.TryParse(said.GetValueOrDefault("spacing"), CultureInfo.InvariantCulture, out double z) ? Math.Abs(z) : 1;
        var spacing = new Spacing(Step(TiffTag.XRESOLUTION) * unit ?? 0, Step(TiffTag.YRESOLUTION) * unit ?? 0, slice * unit ?? 0);
        return new[] { spacing.X, spacing.Y, spacing.Z }.All(mm => double.IsFinite(mm) && mm > 0) ? spacing : null;
    }

    /// <summary>Writes the spacing of a page of a grid.</summary>
    public static void Write(BitMiracle.LibTiff.Classic.Tiff file, Grid grid)
    {
        Spacing spacing = grid.Spacing;
        string slices = string.Create(
            CultureInfo.InvariantCulture,
            $"ImageJ=1.11a\nimages={grid.Size.Z}\nslices={grid.Size.Z}\nunit=mm\nspacing={spacing.Z:R}\nloop=false\n");
        file.SetField(TiffTag.IMAGEDESCRIPTION, slices);
        file.SetField(TiffTag.XRESOLUTION, 1 / spacing.X);
        file.SetField(TiffTag.YRESOLUTION, 1 / spacing.Y);
        file.SetField(TiffTag.RESOLUTIONUNIT, ResUnit.NONE);
    }
}
