namespace Vesalius.Dicom.Deidentification;

/// <summary>The choices that the profile leaves open (PS3.15 annex E.3).</summary>
public sealed record DeidentificationOptions
{
    /// <summary>
    /// A secret of at least 16 bytes. New UIDs, pseudonyms and shifts of dates come from it: the same secret gives the same ones, so that
    /// files of one
    /// patient that come later still fit; who does not have it cannot find the way back.
    /// </summary>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public required ReadOnlyMemory<byte> Key
    {
        get;
        init => field = value.Length >= 16 ? value : throw new ArgumentException($"The key has at least 16 bytes; {value.Length} came.");
    }

    /// <summary>Keep UIDs as they are (Retain UIDs option).</summary>
    public bool RetainUids { get; init; }

    /// <summary>
    /// Move dates by a number of days that is the same for all files of a patient, instead of removing them (Retain Longitudinal Temporal
    /// Information With Modified Dates option).
    /// </summary>
    public bool ShiftDates { get; init; }

    /// <summary>Keep sex, age, size and weight (Retain Patient Characteristics option).</summary>
    public bool RetainPatientCharacteristics { get; init; }

    /// <summary>Keep what names the machine: serial numbers, station, detector (Retain Device Identity option).</summary>
    public bool RetainDevice { get; init; }
}
