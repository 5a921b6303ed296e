using System.Numerics;

namespace Vesalius.Dicom.Codecs.JpegLs;

/// <summary>The numbers that steer the coding of a scan (ISO/IEC 14495-1, annex C.2.4.1.1).</summary>
/// <param name="MaxValue">The largest sample.</param>
/// <param name="Near">The largest error of a sample; 0 for lossless coding.</param>
/// <param name="Thresholds">Where gradients change from one of four classes to the next.</param>
/// <param name="Reset">After how many samples of a context its sums are halved.</param>
internal sealed record JpegLsParameters(int MaxValue, int Near, (int T1, int T2, int T3) Thresholds, int Reset)
{
    private const int DefaultReset = 64;

    /// <summary>How many values a prediction error can have, counted in steps of <see cref="Step"/>.</summary>
    public int Range { get; } = (MaxValue + 2 * Near) / (2 * Near + 1) + 1;

    /// <summary>How far quantised errors lie apart.</summary>
    public int Step { get; } = 2 * Near + 1;

    /// <summary>Bits of an error.</summary>
    public int ErrorBits => BitsOf(Range);

    /// <summary>The longest code in bits.</summary>
    public int Limit
    {
        get
        {
            int bits = Math.Max(2, BitsOf(MaxValue + 1));
            return 2 * (bits + Math.Max(8, bits));
        }
    }

    /// <summary>The standard's own choice for samples up to a value and an error (ISO/IEC 14495-1, C.2.4.1.1.1).</summary>
    public static JpegLsParameters Default(int maxValue, int near)
    {
        (int t1, int t2, int t3) = (3, 7, 21);
        if (maxValue >= 128)
        {
            int factor = (Math.Min(maxValue, 4095) + 128) / 256;
            t1 = Clamp(factor * (t1 - 2) + 2 + 3 * near, near + 1);
            t2 = Clamp(factor * (t2 - 3) + 3 + 5 * near, t1);
            t3 = Clamp(factor * (t3 - 4) + 4 + 7 * near, t2);
        }
        else
        {
            int factor = 256 / (maxValue + 1);
            t1 = Clamp(Math.Max(2, t1 / factor + 3 * near), near + 1);
            t2 = Clamp(Math.Max(3, t2 / factor + 5 * near), t1);
            t3 = Clamp(Math.Max(4, t3 / factor + 7 * near), t2);
        }

        return new JpegLsParameters(maxValue, near, (t1, t2, t3), DefaultReset);

        int Clamp(int value, int least) => value > maxValue || value < least ? least : value;
    }

    /// <summary>These numbers with those of a preset segment in their place, where that one does not leave them open (0).</summary>
    public static JpegLsParameters From((int MaxValue, int T1, int T2, int T3, int Reset) preset, int precision, int near)
    {
        int maxValue = preset.MaxValue == 0 ? (1 << precision) - 1 : preset.MaxValue;
        JpegLsParameters standard = Default(maxValue, near);
        (int t1, int t2, int t3) = standard.Thresholds;
        return standard with
        {
            Thresholds = (preset.T1 == 0 ? t1 : preset.T1, preset.T2 == 0 ? t2 : preset.T2, preset.T3 == 0 ? t3 : preset.T3),
            Reset = preset.Reset == 0 ? DefaultReset : preset.Reset,
        };
    }

    /// <summary>Whether the numbers are in the order the standard demands.</summary>
    public bool IsValid(int precision) =>
        MaxValue >= 1 && MaxValue < 1 << precision && Near <= Math.Min(255, MaxValue / 2)
        && Thresholds.T1 > Near && Thresholds.T2 >= Thresholds.T1 && Thresholds.T3 >= Thresholds.T2 && Thresholds.T3 <= MaxValue
        && Reset >= 3 && Reset <= Math.Max(255, MaxValue);

    private static int BitsOf(int count) => 32 - BitOperations.LeadingZeroCount((uint)count - 1);
}
