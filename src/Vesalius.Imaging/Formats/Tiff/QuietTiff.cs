using BitMiracle.LibTiff.Classic;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Tiff;

/// <summary>Keeps the TIFF package from writing to the console, and remembers what it last complained about on this thread.</summary>
internal sealed class QuietTiff : TiffErrorHandler
{
    private static readonly Lazy<QuietTiff> Installed = new(() =>
    {
        var quiet = new QuietTiff();
        BitMiracle.LibTiff.Classic.Tiff.SetErrorHandler(quiet);
        return quiet;
    });

    [ThreadStatic]
    private static string? complaint;

    /// <summary>Opens a file: <c>"r"</c> to read, <c>"w"</c> to write.</summary>
    public static BitMiracle.LibTiff.Classic.Tiff Open(ImageSource source, string mode)
    {
        _ = Installed.Value;
        complaint = null;
        return BitMiracle.LibTiff.Classic.Tiff.Open(source.Path, mode) ?? throw Failed(source, "the file has no readable TIFF header or first page");
    }

    /// <summary>An error that ends with the package's own last words, where it had some.</summary>
    public static VolumeFormatException Failed(ImageSource source, string problem) =>
        source.Error(complaint is null ? $"{problem}." : $"{problem} ({complaint}).");

    /// <inheritdoc/>
    public override void ErrorHandler(BitMiracle.LibTiff.Classic.Tiff tif, string method, string format, params object[] args) =>
        complaint = string.Format(format, args).TrimEnd('.');

    /// <inheritdoc/>
    public override void ErrorHandlerExt(BitMiracle.LibTiff.Classic.Tiff tif, object clientData, string method, string format, params object[] args)
    {
    }

    /// <inheritdoc/>
    public override void WarningHandler(BitMiracle.LibTiff.Classic.Tiff tif, string method, string format, params object[] args)
    {
    }

    /// <inheritdoc/>
    public override void WarningHandlerExt(BitMiracle.LibTiff.Classic.Tiff tif, object clientData, string method, string format, params object[] args)
    {
    }
}
