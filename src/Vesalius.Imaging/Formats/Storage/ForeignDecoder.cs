namespace Vesalius.Imaging.Formats.Storage;

/// <summary>Calls into decoder packages, which answer damaged files with exceptions of every kind.</summary>
internal static class ForeignDecoder
{
    /// <summary>Runs a decoder; whatever it throws at the file's content becomes an error about this file.</summary>
    public static T Run<T>(ImageSource source, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception error) when (error is not (VolumeFormatException or OperationCanceledException or FileNotFoundException
            or DirectoryNotFoundException or UnauthorizedAccessException))
        {
            throw source.Error($"the file is damaged or of a kind that is not supported: {error.Message}", null, error);
        }
    }
}
