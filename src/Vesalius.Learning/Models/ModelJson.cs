using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vesalius.Learning.Models;

/// <summary>How the records of a model folder are written as JSON.</summary>
internal static class ModelJson
{
    /// <summary>camelCase, indented; unknown members are errors.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One record per line, for logs.</summary>
    public static JsonSerializerOptions Line { get; } = new(Options) { WriteIndented = false };

    /// <summary>Reads a record from a file.</summary>
    /// <exception cref="ModelException">The file is missing or not such a record.</exception>
    public static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options)
                ?? throw new ModelException($"{path}: a {typeof(T).Name} was expected, but the file says null.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException($"{path}: a file of a model folder was expected here, but there is none. Give the folder that 'train' wrote.", error);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new ModelException($"{path}: not a readable {typeof(T).Name}: {error.Message}", error);
        }
    }
}
