using System.Globalization;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>What of a NIfTI header is text to keep: its description, the codes of its forms, its extensions.</summary>
internal static class NiftiMetadata
{
    private const string Description = "descrip", FormCode = "form code", Extension = "extension ", Binary = " (base64)";

    /// <summary>As key-value pairs.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(NiftiHeader header, IEnumerable<NiftiExtension> extensions)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        if (header.Description.Length > 0)
        {
            pairs.Add(new(Description, header.Description));
        }

        int form = header.SformCode > 0 ? header.SformCode : header.QformCode;
        if (form > 0)
        {
            pairs.Add(new(FormCode, form.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (NiftiExtension extension in extensions)
        {
            pairs.Add(extension.Text is { } text
                ? new($"{Extension}{extension.Code}", text)
                : new($"{Extension}{extension.Code}{Binary}", Convert.ToBase64String(extension.Content)));
        }

        return pairs;
    }

    /// <summary>The description that came with an image, or nothing.</summary>
    public static string DescriptionOf(StoredImage image) => Values(image, Description).FirstOrDefault() ?? string.Empty;

    /// <summary>The code of the frame the image was in: 1 scanner, 2 aligned, 3 Talairach, 4 MNI; 1 when it came from elsewhere.</summary>
    public static short FormCodeOf(StoredImage image) =>
        short.TryParse(Values(image, FormCode).FirstOrDefault(), CultureInfo.InvariantCulture, out short code) && code > 0 ? code : (short)1;

    /// <summary>The extensions that came with an image.</summary>
    public static IEnumerable<NiftiExtension> ExtensionsOf(StoredImage image)
    {
        foreach ((string key, string value) in IsNifti(image) ? image.Metadata : [])
        {
            bool binary = key.EndsWith(Binary, StringComparison.Ordinal);
            string number = binary ? key[..^Binary.Length] : key;
            if (number.StartsWith(Extension, StringComparison.Ordinal) && int.TryParse(number.AsSpan(Extension.Length), out int code))
            {
                yield return new NiftiExtension(code, binary ? Convert.FromBase64String(value) : System.Text.Encoding.UTF8.GetBytes(value));
            }
        }
    }

    private static IEnumerable<string> Values(StoredImage image, string key) =>
        IsNifti(image) ? image.Metadata.Where(pair => pair.Key == key).Select(pair => pair.Value) : [];

    private static bool IsNifti(StoredImage image) => image.Format.StartsWith("NIfTI", StringComparison.Ordinal);
}
