using Vesalius.Learning.Datasets;
using Vesalius.Learning.Models;

namespace Vesalius.Learning.Cases;

/// <summary>
/// A folder of masks with a record per case in <c>records/CASE.json</c>, which several processes may fill together: each takes a case by
/// its claim.
/// </summary>
public sealed class CaseFolder
{
    private readonly string records;
    private readonly TimeProvider time;

    /// <summary>The folder at a path, which may not exist yet.</summary>
    /// <param name="path">The folder of the masks.</param>
    /// <param name="time">The clock of claims.</param>
    public CaseFolder(string path, TimeProvider time)
    {
        Path = System.IO.Path.GetFullPath(path);
        records = System.IO.Path.Combine(Path, "records");
        this.time = time;
    }

    /// <summary>The folder of the masks.</summary>
    public string Path { get; }

    /// <summary>Where the record of a case is.</summary>
    public string RecordPath(string id) => System.IO.Path.Combine(records, id + ".json");

    /// <summary>The record of a case that is done and whose mask is still as it was written; null otherwise.</summary>
    /// <param name="id">The case.</param>
    /// <param name="identity">What decides its segmentation now; a record of another one does not count.</param>
    public CaseRecord? FindDone(string id, CaseIdentity identity)
    {
        if (!File.Exists(RecordPath(id)))
        {
            return null;
        }

        try
        {
            var record = ModelJson.Read<CaseRecord>(RecordPath(id));
            string output = System.IO.Path.Combine(Path, record.Output);
            return record.Identity == identity && (File.Exists(output) || Directory.Exists(output)) && ContentHash.Of(output) == record.OutputSha256 ? record : null;
        }
        catch (ModelException)
        {
            // A damaged record proves nothing: the case is done again.
            return null;
        }
    }

    /// <summary>Takes a case for this process; null where another living process has it.</summary>
    /// <param name="id">The case.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public CaseClaim? TryClaim(string id)
    {
        Directory.CreateDirectory(records);
        return CaseClaim.TryTake(System.IO.Path.Combine(records, id + ".claim"), time);
    }

    /// <summary>Writes the record of a case that is done, whole or not at all.</summary>
    public void Write(CaseRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        AtomicFile.WriteText(RecordPath(record.Case), ModelFolder.ToJson(record));
    }
}
