namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// The probability states of the MQ coder (ISO/IEC 15444-1, table C.2), twice each: for either more probable symbol. A state is one
/// number: the probability of the less probable symbol in its upper 16 bits, its own number in bits 1 to 7, the more probable symbol in
/// bit 0.
/// </summary>
internal static class MqStates
{
    private static ReadOnlySpan<ushort> Probabilities =>
    [
        0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401, 0x1C01, 0x1601, 0x5601, 0x5401,
        0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201, 0x1C01, 0x1801, 0x1601, 0x1401, 0x1201, 0x1101, 0x0AC1, 0x09C1,
        0x08A1, 0x0521, 0x0441, 0x02A1, 0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025, 0x0015, 0x0009, 0x0005, 0x0001, 0x5601,
    ];

    private static ReadOnlySpan<byte> AfterMore =>
    [
        1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
        33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46,
    ];

    private static ReadOnlySpan<byte> AfterLess =>
    [
        1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46,
    ];

    /// <summary>The next state after the more probable symbol, by the lower 7 bits of a state.</summary>
    public static uint[] NextMore { get; } = Table(isMore: true);

    /// <summary>The next state after the less probable symbol, by the lower 7 bits of a state.</summary>
    public static uint[] NextLess { get; } = Table(isMore: false);

    /// <summary>A state whose more probable symbol is 0.</summary>
    public static uint Of(int number) => State(number, 0);

    private static uint State(int number, int symbol) => (uint)Probabilities[number] << 16 | (uint)number << 1 | (uint)symbol;

    private static uint[] Table(bool isMore)
    {
        var table = new uint[2 * Probabilities.Length];
        for (int i = 0; i < table.Length; i++)
        {
            int number = i >> 1, symbol = i & 1;

            // Three states are so undecided that the less probable symbol becomes the more probable one.
            bool turns = !isMore && number is 0 or 6 or 14;
            table[i] = State(isMore ? AfterMore[number] : AfterLess[number], turns && !isMore ? 1 - symbol : symbol);
        }

        return table;
    }
}
