using static Vesalius.Dicom.ValueRepresentation;

namespace Vesalius.Dicom;

/// <summary>Facts about <see cref="ValueRepresentation"/> (PS3.5 tables 6.2-1 and 7.1-1).</summary>
public static class ValueRepresentations
{
    /// <summary>Whether the two letters are a representation that the standard has.</summary>
    public static bool IsKnown(this ValueRepresentation representation) => representation is
        AE or AS or AT or CS or DA or DS or DT or FL or FD or IS or LO or LT or OB or OD or OF or OL or OV or OW or PN or SH or SL or SQ or SS or ST
        or SV or TM or UC or UI or UL or UN or UR or US or UT or UV;

    /// <summary>Whether explicit encodings write the length in 32 bits, after two reserved bytes.</summary>
    public static bool HasLongLength(this ValueRepresentation representation) => representation is
        OB or OD or OF or OL or OV or OW or SQ or SV or UC or UN or UR or UT or UV;

    /// <summary>Whether values are text.</summary>
    public static bool IsText(this ValueRepresentation representation) => representation is
        AE or AS or CS or DA or DS or DT or IS or LO or LT or PN or SH or ST or TM or UC or UI or UR or UT;

    /// <summary>Whether text is in the data set's character set; other text is ASCII.</summary>
    public static bool HasCharacterSet(this ValueRepresentation representation) => representation is LO or LT or PN or SH or ST or UC or UT;

    /// <summary>Whether a backslash is part of the one value, not a border between values.</summary>
    public static bool IsSingleText(this ValueRepresentation representation) => representation is LT or ST or UR or UT;

    /// <summary>
    /// The bytes that are reversed together in big-endian encodings, which is the size of one binary number: 1, 2, 4 or 8.
    /// </summary>
    public static int UnitSize(this ValueRepresentation representation) => representation switch
    {
        AT or OW or SS or US => 2,
        FL or OF or OL or SL or UL => 4,
        FD or OD or OV or SV or UV => 8,
        _ => 1,
    };
}
