using System.Text.Json.Serialization;

namespace Vesalius.Learning.Plans;

/// <summary>In which number format activations are computed. Weights, statistics and losses are always binary32.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>IEEE binary32.</summary>
    Float32,

    /// <summary>bfloat16: half the memory, and twice the speed on processors that multiply it natively.</summary>
    BFloat16,
}
