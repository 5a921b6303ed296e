namespace Vesalius.Dicom.Deidentification;

/// <summary>What de-identification does with an element (PS3.15 table E.1-1a).</summary>
internal enum ElementRule
{
    /// <summary>Kept; a sequence is gone through.</summary>
    Keep,

    /// <summary>Taken away (X).</summary>
    Remove,

    /// <summary>Left without a value (Z).</summary>
    Empty,

    /// <summary>Given a value that says nothing (D).</summary>
    Dummy,

    /// <summary>Replaced by another UID, the same wherever it occurs (U).</summary>
    Uid,

    /// <summary>A date or time, moved by the patient's number of days.</summary>
    Shift,
}
