namespace Vesalius.Dicom;

/// <summary>
/// How the values of an element are written (PS3.5 section 6.2). The number of each is its two letters as they lie in a file.
/// </summary>
public enum ValueRepresentation : ushort
{
    /// <summary>Not a representation: what elements of item structure have.</summary>
    None = 0,

    /// <summary>Application entity: up to 16 characters.</summary>
    AE = 'A' | 'E' << 8,

    /// <summary>Age: <c>034Y</c>.</summary>
    AS = 'A' | 'S' << 8,

    /// <summary>Tags.</summary>
    AT = 'A' | 'T' << 8,

    /// <summary>Code: upper-case letters, digits, space and underscore.</summary>
    CS = 'C' | 'S' << 8,

    /// <summary>Date: <c>YYYYMMDD</c>.</summary>
    DA = 'D' | 'A' << 8,

    /// <summary>Decimal number as text.</summary>
    DS = 'D' | 'S' << 8,

    /// <summary>Date and time as text.</summary>
    DT = 'D' | 'T' << 8,

    /// <summary>Numbers of 32-bit floating point.</summary>
    FL = 'F' | 'L' << 8,

    /// <summary>Numbers of 64-bit floating point.</summary>
    FD = 'F' | 'D' << 8,

    /// <summary>Whole number as text.</summary>
    IS = 'I' | 'S' << 8,

    /// <summary>Text of up to 64 characters.</summary>
    LO = 'L' | 'O' << 8,

    /// <summary>Text of up to 10,240 characters, one value.</summary>
    LT = 'L' | 'T' << 8,

    /// <summary>Bytes.</summary>
    OB = 'O' | 'B' << 8,

    /// <summary>64-bit floating point words.</summary>
    OD = 'O' | 'D' << 8,

    /// <summary>32-bit floating point words.</summary>
    OF = 'O' | 'F' << 8,

    /// <summary>32-bit words.</summary>
    OL = 'O' | 'L' << 8,

    /// <summary>64-bit words.</summary>
    OV = 'O' | 'V' << 8,

    /// <summary>16-bit words.</summary>
    OW = 'O' | 'W' << 8,

    /// <summary>Name of a person.</summary>
    PN = 'P' | 'N' << 8,

    /// <summary>Text of up to 16 characters.</summary>
    SH = 'S' | 'H' << 8,

    /// <summary>Signed 32-bit numbers.</summary>
    SL = 'S' | 'L' << 8,

    /// <summary>Sequence of items.</summary>
    SQ = 'S' | 'Q' << 8,

    /// <summary>Signed 16-bit numbers.</summary>
    SS = 'S' | 'S' << 8,

    /// <summary>Text of up to 1,024 characters, one value.</summary>
    ST = 'S' | 'T' << 8,

    /// <summary>Signed 64-bit numbers.</summary>
    SV = 'S' | 'V' << 8,

    /// <summary>Time: <c>HHMMSS.FFFFFF</c>.</summary>
    TM = 'T' | 'M' << 8,

    /// <summary>Text without a limit, several values.</summary>
    UC = 'U' | 'C' << 8,

    /// <summary>Unique identifier.</summary>
    UI = 'U' | 'I' << 8,

    /// <summary>Unsigned 32-bit numbers.</summary>
    UL = 'U' | 'L' << 8,

    /// <summary>Unknown: bytes whose meaning was not known to the writer.</summary>
    UN = 'U' | 'N' << 8,

    /// <summary>URI, one value.</summary>
    UR = 'U' | 'R' << 8,

    /// <summary>Unsigned 16-bit numbers.</summary>
    US = 'U' | 'S' << 8,

    /// <summary>Text without a limit, one value.</summary>
    UT = 'U' | 'T' << 8,

    /// <summary>Unsigned 64-bit numbers.</summary>
    UV = 'U' | 'V' << 8,
}
