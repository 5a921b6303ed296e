using System.Text;

namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>
/// The names a checkpoint may refer to, and what each means here. None is looked up anywhere or run: a name is matched by its text, and the
/// value it stands for is built by this class.
/// </summary>
internal sealed class PickleGlobals(long mostTensorValues)
{
    /// <summary>Stands for values that are of no use here: devices, arrays of numbers for plots, paths.</summary>
    public static object Unused { get; } = new();

    private readonly Dictionary<string, TorchStorage> referenced = [];

    /// <summary>The storages that have been referred to so far, by key.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Referenced => referenced;

    private static readonly Dictionary<string, TorchElement> Storages = new()
    {
        ["FloatStorage"] = TorchElement.Float32,
        ["DoubleStorage"] = TorchElement.Float64,
        ["HalfStorage"] = TorchElement.Float16,
        ["BFloat16Storage"] = TorchElement.BFloat16,
        ["LongStorage"] = TorchElement.Int64,
        ["IntStorage"] = TorchElement.Int32,
        ["ShortStorage"] = TorchElement.Int16,
        ["CharStorage"] = TorchElement.Int8,
        ["ByteStorage"] = TorchElement.UInt8,
        ["BoolStorage"] = TorchElement.UInt8,
    };

    private static readonly HashSet<string> Callable =
    [
        "collections.OrderedDict", "collections.defaultdict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor",
        "torch._utils._rebuild_parameter", "torch.Size", "torch.device", "numpy.dtype", "numpy.ndarray", "_codecs.encode",
        "builtins.set", "builtins.frozenset", "builtins.list", "builtins.dict", "builtins.int", "builtins.float", "__builtin__.set", "__builtin__.list",
        "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct",
        "pathlib.PosixPath", "pathlib.WindowsPath", "pathlib.PurePosixPath", "pathlib.PureWindowsPath",
    ];

    private static readonly HashSet<string> Types =
        ["float32", "float64", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool", "strided", "contiguous_format"];

    /// <summary>A name, where it is one of those known.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static PickleName Known(string module, string name)
    {
        var wanted = new PickleName(module, name);
        bool isKnown = Callable.Contains(wanted.ToString()) || (module == "torch" && (Storages.ContainsKey(name) || Types.Contains(name)));
        return isKnown ? wanted : throw new InvalidDataException(
            $"it refers to {wanted}, which a checkpoint of weights does not need and which is not run. Ask whoever made the file for the weights alone.");
    }

    /// <summary>What calling a name with arguments gives.</summary>
    public object? Call(PickleName name, object?[] arguments) => name.Name switch
    {
        "OrderedDict" or "dict" => Pairs(arguments),
        "defaultdict" => new Dictionary<object, object?>(),
        "_rebuild_tensor_v2" or "_rebuild_tensor" => Tensor(arguments),
        "_rebuild_parameter" => At<TorchTensor>(arguments, 0),
        "Size" => At<object?[]>(arguments, 0),
        "dtype" => new NumpyType(At<string>(arguments, 0)),
        "scalar" => At<NumpyType>(arguments, 0).Number(arguments is [_, byte[] number] ? number : []),
        "encode" => Encoding.Latin1.GetBytes(At<string>(arguments, 0)),
        "set" or "frozenset" or "list" => arguments is [List<object?> items] ? items.ToList() : new List<object?>(),
        "int" or "float" when arguments is [var number] => number,
        _ => Unused,
    };

    /// <summary>What a later state changes in a value: the order of bytes of a number type; nothing else that matters here.</summary>
    public static void Build(object? value, object? state)
    {
        if (value is NumpyType type && state is object?[] { Length: > 1 } parts)
        {
            type.IsBigEndian = parts[1] as string == ">";
        }
    }

    /// <summary>The storage that a reference out of the pickle names: <c>("storage", type, key, location, count[, view])</c>.</summary>
    public object Persistent(object?[] reference)
    {
        if (reference is not ["storage", PickleName type, string key, _, long count, ..] || !Storages.TryGetValue(type.Name, out TorchElement element) || count < 0)
        {
            throw new InvalidDataException("a reference to a typed storage was expected, and something else came.");
        }

        // Only names that torch itself gives: numbers. Others could point out of the archive's folder.
        return key.Length is > 0 and < 24 && key.All(char.IsAsciiDigit)
            ? referenced[key] = new TorchStorage(key, element, count)
            : throw new InvalidDataException($"a storage is named by a number; '{key[..Math.Min(key.Length, 40)]}' came.");
    }

    private TorchTensor Tensor(object?[] arguments) => TorchTensor.Of(
        At<TorchStorage>(arguments, 0), At<long>(arguments, 1), (Sizes(At<object?[]>(arguments, 2)), Sizes(At<object?[]>(arguments, 3))), mostTensorValues);

    private static long[] Sizes(object?[] values) =>
        [.. values.Select(value => value is long size ? size : throw new InvalidDataException("a size is a whole number."))];

    private static T At<T>(object?[] arguments, int index) => index < arguments.Length && arguments[index] is T value
        ? value
        : throw new InvalidDataException($"argument {index + 1} of a call should be a {typeof(T).Name}.");

    private static Dictionary<object, object?> Pairs(object?[] arguments)
    {
        var result = new Dictionary<object, object?>();
        foreach (object? pair in arguments is [List<object?> pairs] ? pairs : [])
        {
            (object? key, object? value) = pair switch
            {
                object?[] { Length: 2 } tuple => (tuple[0], tuple[1]),
                List<object?> { Count: 2 } list => (list[0], list[1]),
                _ => throw new InvalidDataException("a dictionary is made of pairs."),
            };
            result[key ?? throw new InvalidDataException("None as a key.")] = value;
        }

        return result;
    }
}
