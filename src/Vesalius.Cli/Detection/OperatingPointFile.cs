using System.Text.Json;
using Vesalius.Analysis.Detection;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Detection;

/// <summary>An operating point as a file: what <c>--save-operating-point</c> writes, and <c>train</c> beside a model.</summary>
internal static class OperatingPointFile
{
    /// <summary>Reads a file.</summary>
    public static OperatingPoint Read(string path)
    {
        try
        {
            OperatingPoint? read = JsonSerializer.Deserialize<OperatingPoint>(Failure.Reading(() => File.ReadAllText(path)), Json.Options);
            return read is { MinimumScore: not null, Threshold: > 0 and <= 1 } ? read
                : throw new JsonException("threshold or minimumScore is missing or out of range");
        }
        catch (JsonException problem)
        {
            throw Failure.Unreadable(
                $"{path}: expected an operating point as 'detect --save-operating-point' writes it; {problem.Message}.", problem);
        }
    }

    /// <summary>Writes the file.</summary>
    public static void Write(string path, OperatingPoint point) => Failure.Writing(path, () =>
    {
        string temporary = path + ".partial";
        File.WriteAllText(temporary, JsonSerializer.Serialize(point, Json.Options) + "\n");
        File.Move(temporary, path, overwrite: true);
    });
}
