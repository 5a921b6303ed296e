namespace Vesalius.Dicom.Series;

/// <summary>What a modality (0008,0060) makes.</summary>
internal static class Modalities
{
    /// <summary>Whether its pictures are projections, whose pixels have no size in the patient by themselves.</summary>
    public static bool AreProjections(string? modality) => modality is "CR" or "DX" or "MG" or "RG" or "PX" or "IO" or "XA" or "RF";

    /// <summary>Whether its stored values are made presentable by a modality LUT that is no physical unit (PS3.3 C.11.1.1.2).</summary>
    public static bool HaveNoPhysicalValues(string? modality) => modality is "XA" or "RF";

    /// <summary>Whether each of its files is a picture by itself, not a slice.</summary>
    public static bool ArePictures(string modality) =>
        AreProjections(modality) || modality is "US" or "ES" or "XC" or "GM" or "SM" or "OP" or "SEG";
}
