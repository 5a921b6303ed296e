using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vesalius.Learning.Exchange;

/// <summary>A configuration of plans.json with what it inherits from others.</summary>
internal static class NnUnetConfiguration
{
    /// <summary>Finds a configuration and completes it.</summary>
    /// <exception cref="Models.ModelException">There is no such configuration, or it inherits from itself.</exception>
    public static JsonPlace Of(JsonPlace plans, string name)
    {
        JsonPlace all = plans["configurations"];
        JsonObject merged = Merged(all, name, []);
        return new JsonPlace(plans.File, $"configurations.{name}", JsonSerializer.SerializeToElement(merged));
    }

    private static JsonObject Merged(JsonPlace all, string name, HashSet<string> seen)
    {
        if (!seen.Add(name))
        {
            throw all.Wrong($"a configuration {name} that does not inherit from itself");
        }

        JsonPlace own = all[name];
        JsonObject result = own.Find("inherits_from") is { } parent ? Merged(all, parent.Text(), seen) : [];
        foreach ((string member, JsonPlace value) in own.Members())
        {
            result[member] = JsonNode.Parse(value.Value.GetRawText());
        }

        return result;
    }
}
