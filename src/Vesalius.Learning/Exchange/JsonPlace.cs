using System.Text.Json;
using Vesalius.Learning.Models;

namespace Vesalius.Learning.Exchange;

/// <summary>A value in somebody else's JSON file, with the way to it: what is missing or of another kind is told by its place.</summary>
internal sealed record JsonPlace(string File, string Path, JsonElement Value)
{
    private const int LongestFile = 64 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelException">It is missing, too long, or no JSON.</exception>
    public static JsonPlace Read(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new ModelException($"{file}: this file of an nnU-Net model was expected, but there is none.");
        }

        if (new FileInfo(file).Length > LongestFile)
        {
            throw new ModelException($"{file}: at most {LongestFile} bytes of JSON are read; the file has {new FileInfo(file).Length}.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(file));
            return new JsonPlace(file, string.Empty, document.RootElement.Clone());
        }
        catch (JsonException problem)
        {
            throw new ModelException($"{file}: not readable as JSON: {problem.Message}", problem);
        }
    }

    /// <summary>The member of that name.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public JsonPlace this[string name] => Find(name) ?? throw Wrong($"a member '{name}'");

    /// <summary>The first of these members that is there and not null; null when none is.</summary>
    public JsonPlace? Find(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                return new JsonPlace(File, Path.Length == 0 ? name : $"{Path}.{name}", value);
            }
        }

        return null;
    }

    /// <summary>The members of an object.</summary>
    public IEnumerable<(string Name, JsonPlace Value)> Members() => Value.ValueKind == JsonValueKind.Object
        ? Value.EnumerateObject().Select(one => (one.Name, new JsonPlace(File, $"{Path}.{one.Name}", one.Value)))
        : throw Wrong("an object");

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<JsonPlace> Items() => Value.ValueKind == JsonValueKind.Array
        ? [.. Value.EnumerateArray().Select((one, i) => new JsonPlace(File, $"{Path}[{i}]", one))]
        : throw Wrong("a list");

    public bool IsList => Value.ValueKind == JsonValueKind.Array;

    public bool IsNumber => Value.ValueKind == JsonValueKind.Number;

    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Wrong("a text");

    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Wrong("true or false");

    public double Number() => Value.ValueKind == JsonValueKind.Number ? Value.GetDouble() : throw Wrong("a number");

    public int Whole() => Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out double number) && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
        ? (int)number
        : throw Wrong("a whole number");

    public int[] Wholes() => [.. Items().Select(item => item.Whole())];

    public double[] Numbers() => [.. Items().Select(item => item.Number())];

    /// <summary>The error that something else was expected here.</summary>
    public ModelException Wrong(string expected)
    {
        string came = Value.ValueKind == JsonValueKind.Undefined ? "nothing" : Value.GetRawText();
        return new ModelException($"{File}: '{Path}': {expected} was expected; {(came.Length > 80 ? came[..80] + "…" : came)} came.");
    }
}
