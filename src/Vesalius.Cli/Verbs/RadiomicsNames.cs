using System.Text.Json.Serialization;
using Vesalius.Analysis.Measurement.Radiomics;

namespace Vesalius.Cli.Verbs;

/// <summary>Whose radiomic features a document holds.</summary>
/// <param name="Profile"><c>ibsi</c> or <c>pyradiomics</c>.</param>
/// <param name="Codes">The IBSI code of each feature; absent where the names are not IBSI's.</param>
internal sealed record RadiomicsNames(
    string Profile, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Codes)
{
    /// <summary>The names of some features, or null where there are none to be named.</summary>
    public static RadiomicsNames? Of(RadiomicsSettings? settings, IEnumerable<string> features) => settings switch
    {
        null => null,
        IbsiSettings => new RadiomicsNames("ibsi", features.Distinct().Where(name => IbsiCodes.Of(name) is not null)
            .ToDictionary(name => name, name => IbsiCodes.Of(name)!)),
        _ => new RadiomicsNames("pyradiomics", null),
    };
}
