using System.Text.Json;
using Vesalius.Learning.Models;

namespace Vesalius.Learning.Cases;

/// <summary>
/// A case taken by one process, so that no other works on it: a file that only one of many can create, which says who holds it and is
/// touched every few seconds. A claim whose process is gone (same machine: by number and start; another machine: when nobody has touched it
/// for two minutes) is taken over. Disposing gives the case back.
/// </summary>
public sealed class CaseClaim : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10), Silence = TimeSpan.FromMinutes(2);

    private readonly string path;
    private readonly ClaimHolder holder;
    private readonly ITimer heartbeat;

    private CaseClaim(string path, ClaimHolder holder, TimeProvider time)
    {
        (this.path, this.holder) = (path, holder);
        heartbeat = time.CreateTimer(_ => Touch(path, time), null, Beat, Beat);
    }

    /// <summary>Takes a claim.</summary>
    /// <param name="path">The claim's file, in a folder that exists.</param>
    /// <param name="time">The clock of the heartbeat.</param>
    /// <returns>The claim; null where a living process holds it.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static CaseClaim? TryTake(string path, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(time);
        var own = ClaimHolder.Own();
        if (TryCreate(path, own) || (IsStale(path, time) && TryTakeOver(path, own, time)))
        {
            return new CaseClaim(path, own, time);
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        heartbeat.Dispose();

        // Where this process was taken for dead, the claim is somebody else's now.
        if (HolderOf(path)?.Token == holder.Token)
        {
            File.Delete(path);
        }
    }

    private static bool TryCreate(string path, ClaimHolder own)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            JsonSerializer.Serialize(file, own, ModelJson.Options);
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>
    /// Only who holds the lock may remove a stale claim, after looking once more: otherwise one that another process has just made in its
    /// place could be removed for it.
    /// </summary>
    private static bool TryTakeOver(string path, ClaimHolder own, TimeProvider time)
    {
        string guard = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ".takeover");
        try
        {
            // The file stays: were it removed, one process could hold the old one while another holds a new one.
            using var only = new FileStream(guard, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (IsStale(path, time))
            {
                File.Delete(path);
            }

            return TryCreate(path, own);
        }
        catch (IOException) when (File.Exists(guard))
        {
            return false;
        }
    }

    private static bool IsStale(string path, TimeProvider time) => HolderOf(path)?.IsAlive() switch
    {
        true => false,
        false => true,
        null => time.GetUtcNow() - File.GetLastWriteTimeUtc(path) > Silence && File.Exists(path),
    };

    /// <summary>Who holds a claim; null where it is gone, or just being written.</summary>
    private static ClaimHolder? HolderOf(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ClaimHolder>(File.ReadAllText(path), ModelJson.Options);
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            return null;
        }
    }

    private static void Touch(string path, TimeProvider time)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Taken over, or the disk is away: the work itself will tell.
        }
    }
}
