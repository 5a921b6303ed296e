namespace Vesalius.Imaging.Formats.Jpeg;

/// <summary>A scan that is about to be decoded: its data and all that was said before them.</summary>
internal readonly ref struct JpegScanInput
{
    public JpegScanInput(ReadOnlySpan<byte> code, JpegSegments header, JpegFrame frame, JpegTables tables)
    {
        Code = code;
        Header = header.At;
        Start = header.End;
        Frame = frame;
        Tables = tables;
        Scan = JpegScan.Parse(frame, tables, header.Body, header.At);
    }

    public ReadOnlySpan<byte> Code { get; }

    /// <summary>Where the scan's marker stands.</summary>
    public int Header { get; }

    /// <summary>Where the scan's data begin.</summary>
    public int Start { get; }

    public JpegFrame Frame { get; }

    public JpegTables Tables { get; }

    public JpegScan Scan { get; }

    /// <summary>
    /// Goes to the data after a restart marker. The markers count from 0 to 7 and again from 0; another one in its place means that data
    /// are missing.
    /// </summary>
    /// <param name="segment">Takes the data.</param>
    /// <param name="marker">Where the marker stands.</param>
    /// <param name="count">How many restart markers came before.</param>
    /// <returns>Where the next marker stands.</returns>
    public int Restart(EntropyCodedSegment segment, int marker, int count)
    {
        byte expected = (byte)(JpegMarker.Restart0 + (count & 7));
        byte found = marker + 1 < Code.Length ? Code[marker + 1] : (byte)0;
        if (found == expected)
        {
            return segment.Load(Code, marker + 2);
        }

        string came = found == 0 ? "the end of the data" : $"FF {found:X2}";
        throw JpegFault.At(marker, $"restart marker FF {expected:X2} was expected; {came} came.");
    }
}
