using System.Numerics;
using System.Runtime.InteropServices;

namespace Vesalius.Imaging.Operations;

/// <summary>Arithmetic on whole rows, a vector at a time, as the interpolations need it.</summary>
internal static class RowArithmetic
{
    /// <summary><c>row *= factor</c></summary>
    public static void Scale(Span<double> row, double factor)
    {
        for (int j = 0; j < row.Length; j++)
        {
            row[j] *= factor;
        }
    }

    /// <summary><c>row = gain·row + pole·previous</c></summary>
    public static void Causal(Span<double> row, ReadOnlySpan<double> previous, double gain, double pole)
    {
        Span<Vector<double>> rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        ReadOnlySpan<Vector<double>> before = MemoryMarshal.Cast<double, Vector<double>>(previous);
        var gains = new Vector<double>(gain);
        var poles = new Vector<double>(pole);
        for (int j = 0; j < rows.Length; j++)
        {
            rows[j] = gains * rows[j] + poles * before[j];
        }

        for (int j = rows.Length * Vector<double>.Count; j < row.Length; j++)
        {
            row[j] = gain * row[j] + pole * previous[j];
        }
    }

    /// <summary><c>row = pole·(next − row)</c></summary>
    public static void Anticausal(Span<double> row, ReadOnlySpan<double> next, double pole)
    {
        Span<Vector<double>> rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        ReadOnlySpan<Vector<double>> after = MemoryMarshal.Cast<double, Vector<double>>(next);
        var poles = new Vector<double>(pole);
        for (int j = 0; j < rows.Length; j++)
        {
            rows[j] = poles * (after[j] - rows[j]);
        }

        for (int j = rows.Length * Vector<double>.Count; j < row.Length; j++)
        {
            row[j] = pole * (next[j] - row[j]);
        }
    }

    /// <summary><c>result = a·w.Before + b·w.Low + c·w.High + d·w.After</c> over four rows that lie one after the other.</summary>
    public static void Weigh(ReadOnlySpan<double> fourRows, (double Before, double Low, double High, double After) w, Span<double> result)
    {
        int width = result.Length;
        ReadOnlySpan<double> a = fourRows[..width], b = fourRows.Slice(width, width);
        ReadOnlySpan<double> c = fourRows.Slice(2 * width, width), d = fourRows.Slice(3 * width, width);
        Span<Vector<double>> results = MemoryMarshal.Cast<double, Vector<double>>(result);
        ReadOnlySpan<Vector<double>> va = MemoryMarshal.Cast<double, Vector<double>>(a), vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        ReadOnlySpan<Vector<double>> vc = MemoryMarshal.Cast<double, Vector<double>>(c), vd = MemoryMarshal.Cast<double, Vector<double>>(d);
        Vector<double> wa = new(w.Before), wb = new(w.Low), wc = new(w.High), wd = new(w.After);
        for (int j = 0; j < results.Length; j++)
        {
            results[j] = wa * va[j] + wb * vb[j] + (wc * vc[j] + wd * vd[j]);
        }

        for (int j = results.Length * Vector<double>.Count; j < width; j++)
        {
            result[j] = w.Before * a[j] + w.Low * b[j] + (w.High * c[j] + w.After * d[j]);
        }
    }

    /// <summary><c>result = low + weight·(high − low)</c></summary>
    public static void Blend(ReadOnlySpan<float> low, ReadOnlySpan<float> high, float weight, Span<float> result)
    {
        ReadOnlySpan<Vector<float>> lows = MemoryMarshal.Cast<float, Vector<float>>(low), highs = MemoryMarshal.Cast<float, Vector<float>>(high);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(result);
        var weights = new Vector<float>(weight);
        for (int j = 0; j < results.Length; j++)
        {
            results[j] = lows[j] + weights * (highs[j] - lows[j]);
        }

        for (int j = results.Length * Vector<float>.Count; j < result.Length; j++)
        {
            result[j] = low[j] + weight * (high[j] - low[j]);
        }
    }
}
