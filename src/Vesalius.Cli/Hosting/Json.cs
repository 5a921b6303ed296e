using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vesalius.Cli.Hosting;

/// <summary>How results are written for scripts: camelCase, undefined numbers <c>null</c>, infinite ones a string, letters of all scripts as they are.</summary>
internal static class Json
{
    /// <summary>The options of every document the command writes.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NumberConverter<double>(), new NumberConverter<float>(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
