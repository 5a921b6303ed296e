using System.Globalization;
using System.Numerics;

namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>
/// Reads a Python pickle, protocols 0 to 5, without executing anything: containers, numbers and texts become plain objects, and of the names
/// that a pickle may call only those of <see cref="PickleGlobals"/> are known, each by what it means for a checkpoint. Every other name or
/// instruction is refused with its byte. Tuples are <c>object?[]</c>, lists <c>List</c>, sets lists too. Source: CPython, Lib/pickletools.py.
/// </summary>
internal sealed partial class PickleMachine(PickleBytes bytes, PickleGlobals globals, int mostValues)
{
    private static readonly object Mark = new();

    private readonly List<object?> stack = [];
    private readonly Dictionary<long, object?> memo = [];
    private int made;

    /// <summary>Reads one pickle to its end.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or asks for what is not known; the message names the byte.</exception>
    public object? Read()
    {
        long at = bytes.Position;
        try
        {
            for (byte code = bytes.Byte(); code != '.'; at = bytes.Position, code = bytes.Byte())
            {
                if (!Scalar(code) && !Container(code) && !Remembered(code) && !Called(code))
                {
                    throw new InvalidDataException($"instruction 0x{code:X2} is not one that a checkpoint needs.");
                }
            }

            return Pop();
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"byte {at} of the pickle: {problem.Message}", problem);
        }
    }

    private void Push(object? value)
    {
        if (++made > mostValues)
        {
            throw new InvalidDataException($"more than {mostValues} values.");
        }

        stack.Add(value);
    }

    private object? Pop()
    {
        if (stack.Count == 0 || stack[^1] == Mark)
        {
            throw new InvalidDataException("a value is taken where there is none.");
        }

        object? value = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    private object? Top() => stack.Count > 0 && stack[^1] != Mark ? stack[^1] : throw new InvalidDataException("a value is wanted where there is none.");

    private T Top<T>() => Top() is T value ? value : throw new InvalidDataException($"a {typeof(T).Name} was expected; {Top()?.GetType().Name ?? "None"} came.");

    private T Pop<T>() => Pop() is T value ? value : throw new InvalidDataException($"a {typeof(T).Name} was expected and something else came.");

    /// <summary>What was pushed since the last mark, which goes too.</summary>
    private object?[] PopToMark()
    {
        int mark = stack.LastIndexOf(Mark);
        if (mark < 0)
        {
            throw new InvalidDataException("there is no mark.");
        }

        object?[] values = [.. stack.GetRange(mark + 1, stack.Count - mark - 1)];
        stack.RemoveRange(mark, stack.Count - mark);
        return values;
    }

    private object?[] PopLast(int count)
    {
        var values = new object?[count];
        for (int i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    private bool Remembered(byte code)
    {
        switch (code)
        {
            case (byte)'p': Remember(long.Parse(bytes.Line(), CultureInfo.InvariantCulture)); break;
            case (byte)'q': Remember(bytes.Byte()); break;
            case (byte)'r': Remember(bytes.UInt32()); break;
            case 0x94: Remember(memo.Count); break;
            case (byte)'g': Recall(long.Parse(bytes.Line(), CultureInfo.InvariantCulture)); break;
            case (byte)'h': Recall(bytes.Byte()); break;
            case (byte)'j': Recall(bytes.UInt32()); break;
            default: return false;
        }

        return true;
    }

    private void Remember(long key)
    {
        memo[key] = Top();
        made++;
    }

    private void Recall(long key) =>
        Push(memo.TryGetValue(key, out object? value) ? value : throw new InvalidDataException($"entry {key} is recalled before it is remembered."));

    private bool Called(byte code)
    {
        switch (code)
        {
            case (byte)'c': Push(PickleGlobals.Known(bytes.Line(), bytes.Line())); break;
            case 0x93:
                object?[] names = PopLast(2);
                Push(PickleGlobals.Known(names[0] as string ?? string.Empty, names[1] as string ?? string.Empty));
                break;
            case (byte)'R' or 0x81:
                object?[] arguments = Pop<object?[]>();
                Push(globals.Call(Pop<PickleName>(), arguments));
                break;
            case (byte)'b':
                object? state = Pop();
                PickleGlobals.Build(Top(), state);
                break;
            case (byte)'Q': Push(globals.Persistent(Pop<object?[]>())); break;
            default: return false;
        }

        return true;
    }

    /// <summary>A whole number of any length, least significant byte first, in two's complement.</summary>
    private static object Whole(byte[] little)
    {
        if (little.Length > 1024)
        {
            throw new InvalidDataException($"a whole number of {little.Length} bytes.");
        }

        var value = new BigInteger(little);
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }
}
