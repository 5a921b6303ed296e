using System.Globalization;
using System.Numerics;
using System.Text;

namespace Vesalius.Learning.Models.Checkpoints;

/// <content>Numbers, texts and containers.</content>
internal sealed partial class PickleMachine
{
    private bool Scalar(byte code)
    {
        switch (code)
        {
            case 0x80: bytes.Byte(); break;
            case 0x95: bytes.UInt64(); break;
            case (byte)'N': Push(null); break;
            case 0x88: Push(true); break;
            case 0x89: Push(false); break;
            case (byte)'K': Push((long)bytes.Byte()); break;
            case (byte)'M': Push((long)bytes.UInt16()); break;
            case (byte)'J': Push((long)bytes.Int32()); break;
            case (byte)'I': Push(Line(bytes.Line())); break;
            case (byte)'L': Push(Whole(BigInteger.Parse(Short(bytes.Line()).TrimEnd('L'), CultureInfo.InvariantCulture).ToByteArray())); break;
            case 0x8A: Push(Whole(bytes.Take(bytes.Byte()))); break;
            case 0x8B: Push(Whole(bytes.Take(bytes.UInt32()))); break;
            case (byte)'F': Push(double.Parse(bytes.Line(), CultureInfo.InvariantCulture)); break;
            case (byte)'G': Push(bytes.Double()); break;
            default: return Text(code);
        }

        return true;
    }

    private bool Text(byte code)
    {
        switch (code)
        {
            case (byte)'X': Push(bytes.Text(bytes.UInt32())); break;
            case 0x8C: Push(bytes.Text(bytes.Byte())); break;
            case 0x8D: Push(bytes.Text(bytes.UInt64())); break;
            case (byte)'V': Push(bytes.Line()); break;
            case (byte)'S': Push(bytes.Line().Trim('\'', '"')); break;
            case (byte)'T': Push(Encoding.Latin1.GetString(bytes.Take(bytes.UInt32()))); break;
            case (byte)'U': Push(Encoding.Latin1.GetString(bytes.Take(bytes.Byte()))); break;
            case (byte)'B': Push(bytes.Take(bytes.UInt32())); break;
            case (byte)'C': Push(bytes.Take(bytes.Byte())); break;
            case 0x8E or 0x96: Push(bytes.Take(bytes.UInt64())); break;
            default: return false;
        }

        return true;
    }

    private bool Container(byte code)
    {
        switch (code)
        {
            case (byte)'(': Push(Mark); break;
            case (byte)'0': Pop(); break;
            case (byte)'1': PopToMark(); break;
            case (byte)'2': Push(Top()); break;
            case (byte)')': Push(Array.Empty<object?>()); break;
            case (byte)'t': Push(PopToMark()); break;
            case >= 0x85 and <= 0x87: Push(PopLast(code - 0x84)); break;
            case (byte)']' or 0x8F: Push(new List<object?>()); break;
            case (byte)'l' or 0x91: Push(PopToMark().ToList()); break;
            case (byte)'}': Push(new Dictionary<object, object?>()); break;
            case (byte)'d': Push(Fill([], PopToMark())); break;
            case (byte)'a': AppendTo([Pop()]); break;
            case (byte)'e' or 0x90: AppendTo(PopToMark()); break;
            case (byte)'s': FillTop(PopLast(2)); break;
            case (byte)'u': FillTop(PopToMark()); break;
            default: return false;
        }

        return true;
    }

    private void AppendTo(object?[] values) => Top<List<object?>>().AddRange(values);

    private void FillTop(object?[] pairs) => Fill(Top<Dictionary<object, object?>>(), pairs);

    private static Dictionary<object, object?> Fill(Dictionary<object, object?> target, object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw new InvalidDataException("a dictionary is filled with pairs.");
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            target[pairs[i] ?? throw new InvalidDataException("None as a key.")] = pairs[i + 1];
        }

        return target;
    }

    private static object Line(string text) => text switch
    {
        "01" => true,
        "00" => false,
        _ => long.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string Short(string text) => text.Length <= 2000 ? text : throw new InvalidDataException($"a whole number of {text.Length} digits.");
}
