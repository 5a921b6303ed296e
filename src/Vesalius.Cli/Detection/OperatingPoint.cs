using System.Text.Json;
using Vesalius.Cli.Hosting;

namespace Vesalius.Cli.Detection;

/// <summary>What was chosen on validation: which pixels belong to findings, and from which score on a finding of each structure is
/// told.</summary>
/// <param name="Threshold">The least probability of pixels.</param>
/// <param name="MinimumScore">The least score of findings, by structure.</param>
internal sealed record OperatingPoint(double Threshold, IReadOnlyDictionary<string, double> MinimumScore)
{
    /// <summary>Reads a file that <c>--save-operating-point</c> wrote.</summary>
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
    public void Write(string path) => Failure.Writing(path, () =>
    {
        string temporary = path + ".partial";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, Json.Options) + "\n");
        File.Move(temporary, path, overwrite: true);
    });
}
