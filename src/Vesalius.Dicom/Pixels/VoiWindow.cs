using Vesalius.Dicom.Codecs;

namespace Vesalius.Dicom.Pixels;

/// <summary>The range of values that a picture is to show (VOI), as a file suggests it (PS3.3 C.11.2).</summary>
/// <param name="Center">The value that becomes middle grey.</param>
/// <param name="Width">How many values lie between black and white, above 0.</param>
/// <param name="Function">The way from black to white.</param>
/// <param name="Name">What the file calls it: <c>BONE</c>. Null where it has no name.</param>
public sealed record VoiWindow(double Center, double Width, VoiFunction Function = VoiFunction.Linear, string? Name = null)
{
    /// <summary>
    /// The windows of a frame, in the file's order; the first one is the default. Those without a positive width are left out.
    /// </summary>
    public static IReadOnlyList<VoiWindow> Of(DicomDataset dataset, FunctionalGroups groups)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(groups);
        DicomDataset source = groups.Macro(Tags.FrameVOILUTSequence) ?? dataset;
        double[] centers = source.NumbersOrNone(Tags.WindowCenter), widths = source.NumbersOrNone(Tags.WindowWidth);
        IReadOnlyList<string> names = source.Texts(Tags.WindowCenterWidthExplanation);
        VoiFunction function = source.Text(Tags.VOILUTFunction) switch
        {
            "LINEAR_EXACT" => VoiFunction.LinearExact,
            "SIGMOID" => VoiFunction.Sigmoid,
            _ => VoiFunction.Linear,
        };
        return
        [
            .. centers.Zip(widths)
                .Select((pair, i) =>
                    new VoiWindow(pair.First, pair.Second, function, i < names.Count && names[i].Length > 0 ? names[i] : null))
                .Where(window => window.Width > 0 && (window.Width >= 1 || function != VoiFunction.Linear)),
        ];
    }

    /// <summary>The VOI table of a file, which maps rescaled values to grey; null where there is none.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="format">The format of its pixels: a table for signed values begins at a signed one.</param>
    public static LookupTable? TableOf(DicomDataset dataset, FrameFormat format)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(format);
        return dataset.Items(Tags.VOILUTSequence) is [var first, ..]
            ? LookupTable.Of(first, Tags.LUTDescriptor, Tags.LUTData, format.IsSigned) : null;
    }

    /// <summary>The grey of a (rescaled) value: 0 for black to 1 for white.</summary>
    public double Apply(double value) => Function switch
    {
        VoiFunction.LinearExact => Math.Clamp((value - Center) / Width + 0.5, 0, 1),
        VoiFunction.Sigmoid => 1 / (1 + Math.Exp(-4 * (value - Center) / Width)),
        _ when Width == 1 => value <= Center - 0.5 ? 0 : 1,
        _ => Math.Clamp((value - (Center - 0.5)) / (Width - 1) + 0.5, 0, 1),
    };
}
