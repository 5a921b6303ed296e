namespace Vesalius.Imaging.Pictures;

/// <summary>Letters of 5 × 7 dots, drawn for this library.</summary>
internal static class PixelFont
{
    public const int Width = 5;
    public const int Height = 7;

    /// <summary>
    /// A letter, a space, and its seven rows from above; each row is a digit of base 32 (0–9, A–V) whose highest bit is the left dot.
    /// </summary>
    private const string Drawn = """
        0 EHJLPHE 1 4C4444E 2 EH1248V 3 V2421HE 4 26AIV22 5 VGU11HE 6 68GUHHE 7 V124888
        8 EHHEHHE 9 EHHF12C A EHHVHHH B UHHUHHU C EHGGGHE D SIHHHIS E VGGUGGV F VGGUGGG
        G EHGNHHF H HHHVHHH I E44444E J 72222IC K HIKOKIH L GGGGGGV M HRLLHHH N HHPLJHH
        O EHHHHHE P UHHUGGG Q EHHHLID R UHHUKIH S FGGE11U T V444444 U HHHHHHE V HHHHHA4
        W HHHLLLA X HHA4AHH Y HHHA444 Z V1248GV a 00E1FHF b GGMPHHU c 00EGGHE d 11DJHHF
        e 00EHVGE f 698S888 g 0FHHF1E h GGMPHHH i 40C444E j 20622IC k GGIKOKI l C44444E
        m 00QLLHH n 00MPHHH o 00EHHHE p 00UHUGG q 00DJF11 r 00MPGGG s 00EGE1U t 88S8896
        u 00HHHJD v 00HHHA4 w 00HHLLA x 00HA4AH y 00HHF1E z 00V248V ! 4444004 " AAA0000
        # AAVAVAA $ 4FKE5U4 % OP248J3 & CIK8LID ' 4480000 ( 2488842 ) 8422248 * 04LEL40
        + 044V440 , 0000C48 - 000V000 . 00000CC / 01248G0 : 0CC0CC0 ; 0CC0C48 < 248G842
        = 00V0V00 > 8421248 ? EH12404 @ EH1DLLE [ E88888E \ 0G84210 ] E22222E ^ 4AH0000
        _ 000000V ` 8420000 { 2448442 | 4444444 } 8442448 ~ 008L200 ² C24E000 ³ C242C00
        ° CIIC000 × 00HA4AH
        """;

    private const string Box = "VHHHHHV";

    private static readonly Dictionary<char, string> Letters = Read();

    /// <summary>Whether a dot of a letter is set.</summary>
    public static bool IsSet(char letter, int column, int row)
    {
        char digit = Letters.GetValueOrDefault(letter, Box)[row];
        int bits = char.IsAsciiDigit(digit) ? digit - '0' : digit - 'A' + 10;
        return (bits >> (Width - 1 - column) & 1) != 0;
    }

    private static Dictionary<char, string> Read()
    {
        var letters = new Dictionary<char, string> { [' '] = "0000000" };
        foreach (string line in Drawn.Split('\n'))
        {
            foreach (char[] entry in line.Chunk(1 + 1 + Height + 1))
            {
                letters[entry[0]] = new string(entry, 2, Height);
            }
        }

        return letters;
    }
}
