using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vesalius.Cli.Hosting;

/// <summary>Numbers that JSON has no word for: NaN is <c>null</c>, infinities are <c>"Infinity"</c> and <c>"-Infinity"</c>.</summary>
internal sealed class NumberConverter<T> : JsonConverter<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => T.NaN,
        JsonTokenType.String when reader.ValueTextEquals("Infinity") => T.PositiveInfinity,
        JsonTokenType.String when reader.ValueTextEquals("-Infinity") => T.NegativeInfinity,
        _ => T.CreateChecked(reader.GetDouble()),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (T.IsNaN(value))
        {
            writer.WriteNullValue();
        }
        else if (T.IsInfinity(value))
        {
            writer.WriteStringValue(T.IsPositive(value) ? "Infinity" : "-Infinity");
        }
        else if (value is float single)
        {
            writer.WriteNumberValue(single);
        }
        else
        {
            writer.WriteNumberValue(double.CreateChecked(value));
        }
    }
}
