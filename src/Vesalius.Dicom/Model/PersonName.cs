namespace Vesalius.Dicom;

/// <summary>A person's name (PS3.5 section 6.2.1): up to three ways of writing it.</summary>
/// <param name="Alphabetic">
/// The name in Latin or another alphabet, its parts parted by <c>^</c>: family, given, middle, prefix, suffix.
/// </param>
/// <param name="Ideographic">The name in ideographs; empty where there is none.</param>
/// <param name="Phonetic">The name as it sounds; empty where there is none.</param>
public sealed record PersonName(string Alphabetic, string Ideographic = "", string Phonetic = "")
{
    /// <summary>Takes a value apart at its equals signs.</summary>
    public static PersonName Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string[] groups = value.Split('=');
        return new PersonName(groups[0], groups.ElementAtOrDefault(1) ?? string.Empty, groups.ElementAtOrDefault(2) ?? string.Empty);
    }

    /// <summary>The family name, as the first group writes it.</summary>
    public string Family => Part(0);

    /// <summary>The given name, as the first group writes it.</summary>
    public string Given => Part(1);

    /// <inheritdoc/>
    public override string ToString() => $"{Alphabetic}={Ideographic}={Phonetic}".TrimEnd('=');

    private string Part(int index) => Alphabetic.Split('^').ElementAtOrDefault(index) ?? string.Empty;
}
