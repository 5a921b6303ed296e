namespace Vesalius.Dicom.Deidentification;

/// <summary>The elements that the profile names one by one, from <c>profile.txt</c>.</summary>
internal static class ProfileTable
{
    private static readonly Dictionary<DicomTag, char> Letters = Load();

    /// <summary>The profile's letter for an element (X, Z, D, P, M), or null where no line names it.</summary>
    public static char? Find(DicomTag tag) => Letters.TryGetValue(tag, out char letter) ? letter : null;

    private static Dictionary<DicomTag, char> Load()
    {
        using var reader = new StreamReader(typeof(ProfileTable).Assembly.GetManifestResourceStream("profile.txt")!);
        var letters = new Dictionary<DicomTag, char>();
        while (reader.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (string keyword in line.StartsWith('#') ? [] : words.Skip(1))
            {
                letters[DicomTag.Parse(keyword)] = words[0][0];
            }
        }

        return letters;
    }
}
