namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// Bits that a code block stores as they are (ISO/IEC 15444-1, D.6): after a byte FF the next has seven; beyond the end ones follow.
/// </summary>
internal sealed class RawBits
{
    private byte[] code = [];
    private int at;
    private int end;
    private int current;
    private int left;

    public void Start(byte[] bytes, int start, int length) => (code, at, end, current, left) = (bytes, start, start + length, 0, 0);

    public int Bit()
    {
        if (left == 0)
        {
            left = current == 0xFF ? 7 : 8;
            current = at < end ? code[at] : 0xFF;
            at++;
        }

        return current >> --left & 1;
    }
}
