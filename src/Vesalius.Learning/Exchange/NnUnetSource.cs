using System.IO.Compression;
using Vesalius.Learning.Models;

namespace Vesalius.Learning.Exchange;

/// <summary>
/// The files of one trained nnU-Net configuration: a folder TRAINER__PLANS__CONFIGURATION with plans.json, dataset.json and
/// fold_N/checkpoint_….pth, or a zip archive in which there is one.
/// </summary>
internal sealed class NnUnetSource : IDisposable
{
    private const long FreelyPacked = 64L << 20;
    private const int MostPacked = 100;

    private readonly string? unpacked;

    private NnUnetSource(string folder, string? unpacked) => (Folder, this.unpacked) = (folder, unpacked);

    /// <summary>The folder with plans.json.</summary>
    public string Folder { get; }

    /// <summary>The configuration that the folder's name says; null where it says none.</summary>
    public string? ConfigurationName => Path.GetFileName(Folder).Split("__") is [_, _, var configuration] ? configuration : null;

    /// <summary>The trainer that the folder's name says.</summary>
    public string? TrainerName => Path.GetFileName(Folder).Split("__") is [var trainer, _, _] ? trainer : null;

    /// <summary>Finds the model in a folder or zip.</summary>
    /// <param name="path">The folder or zip.</param>
    /// <param name="options">Which one where there are several.</param>
    /// <param name="temporary">A folder that does not exist yet, into which a zip is unpacked; it is deleted afterwards.</param>
    /// <exception cref="ModelException">There is none, or there are several.</exception>
    public static NnUnetSource Find(string path, NnUnetImportOptions options, string temporary)
    {
        if (Directory.Exists(path))
        {
            return new NnUnetSource(Choose(path, Path.GetFullPath(path), options), null);
        }

        if (!File.Exists(path))
        {
            throw new ModelException($"{path}: a folder or zip with an nnU-Net model was expected, but there is no such path.");
        }

        try
        {
            Unpack(path, temporary, options);
            return new NnUnetSource(Choose(path, temporary, options), temporary);
        }
        catch (Exception problem)
        {
            Delete(temporary);
            if (problem is InvalidDataException)
            {
                throw new ModelException($"{path}: not a readable zip archive of an nnU-Net model: {problem.Message}", problem);
            }

            throw;
        }
    }

    /// <summary>The checkpoints that are wanted, by fold.</summary>
    /// <exception cref="ModelException">A wanted one is missing, or there are none.</exception>
    public IReadOnlyList<(string Fold, string Path)> Checkpoints(NnUnetImportOptions options)
    {
        string name = $"checkpoint_{options.Checkpoint}.pth";
        string At(string fold) => Path.Combine(Folder, $"fold_{fold}", name);
        string[] there =
            [.. Directory.EnumerateDirectories(Folder, "fold_*").Select(one => Path.GetFileName(one)["fold_".Length..])
                .Where(fold => File.Exists(At(fold))).Order(StringComparer.Ordinal)];
        string[] wanted = options.Folds.Count > 0 ? [.. options.Folds] : there.Length > 1 ? [.. there.Where(fold => fold != "all")] : there;
        if (wanted.FirstOrDefault(fold => !there.Contains(fold)) is { } missing)
        {
            string found = there.Length == 0 ? "none" : string.Join(", ", there);
            throw new ModelException($"{At(missing)}: a checkpoint was expected here; there are {name} for folds {found}.");
        }

        return wanted.Length > 0 ? [.. wanted.Select(fold => (fold, At(fold)))] : throw new ModelException(
            $"{Folder}: no fold has a {name}. Name another with --checkpoint, or give the folder that nnU-Net trained into.");
    }

    /// <summary>The model of another configuration beside this one, of the same trainer and plans; null where there is none.</summary>
    public NnUnetSource? Beside(string configuration)
    {
        string name = $"{string.Join("__", Path.GetFileName(Folder).Split("__")[..^1])}__{configuration}";
        string path = Path.Combine(Path.GetDirectoryName(Folder)!, name);
        return File.Exists(Path.Combine(path, "plans.json")) ? new NnUnetSource(path, null) : null;
    }

    /// <summary>A file of the folder, or null.</summary>
    public string? FileAt(params ReadOnlySpan<string> parts)
    {
        string path = Path.Combine([Folder, .. parts]);
        return File.Exists(path) ? path : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (unpacked is not null)
        {
            Delete(unpacked);
        }
    }

    /// <summary>The folder itself, or the one below it, that holds plans.json.</summary>
    private static string Choose(string named, string root, NnUnetImportOptions options)
    {
        string[] candidates = File.Exists(Path.Combine(root, "plans.json"))
            ? [root]
            : [.. Directory.EnumerateFiles(root, "plans.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
                .Select(file => Path.GetDirectoryName(file)!).Where(folder => Directory.EnumerateDirectories(folder, "fold_*").Any()).Order(StringComparer.Ordinal)];
        string[] wanted = candidates.Length > 1 && options.Configuration is { } name
            ? [.. candidates.Where(folder => folder.EndsWith("__" + name, StringComparison.Ordinal))]
            : candidates;
        string names = string.Join(", ", candidates.Select(folder => Path.GetRelativePath(root, folder)));
        return wanted switch
        {
            [var one] => one,
            [] when candidates.Length > 0 => throw new ModelException($"{named}: no model of configuration {options.Configuration}; there are {names}."),
            [] => throw new ModelException($"{named}: no nnU-Net model was found: a folder with plans.json and fold_0/checkpoint_final.pth was expected."),
            _ => throw new ModelException($"{named}: one model was expected, but there are {names}. Name one with --configuration, or give its folder."),
        };
    }

    /// <summary>Unpacks the files that are read, and no others, under names made here.</summary>
    private static void Unpack(string path, string target, NnUnetImportOptions options)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        string checkpoint = $"checkpoint_{options.Checkpoint}.pth";
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string[] parts = entry.FullName.Split('/', '\\');
            if (parts[^1] is not ("plans.json" or "dataset.json" or "postprocessing.json") && parts[^1] != checkpoint)
            {
                continue;
            }

            if (parts.Length > 6 || parts.Any(part => part is "" or "." or ".." || part.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || part.Contains(':')))
            {
                throw new InvalidDataException($"'{entry.FullName}' would be written outside of its folder.");
            }

            if (entry.Length > options.Limits.UnpackedBytes || (entry.Length > FreelyPacked && entry.Length / Math.Max(1, entry.CompressedLength) > MostPacked))
            {
                throw new InvalidDataException(
                    $"'{entry.FullName}' has {entry.Length} bytes, packed into {entry.CompressedLength}; "
                    + $"at most {options.Limits.UnpackedBytes} and {MostPacked} times as many are unpacked.");
            }

            string file = Path.Combine([target, .. parts]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using Stream from = entry.Open();
            using FileStream to = File.Create(file);
            Copy(from, to, entry);
        }

        Directory.CreateDirectory(target);
    }

    /// <summary>Copies as many bytes as the entry says it has; one that has more lies.</summary>
    private static void Copy(Stream from, FileStream to, ZipArchiveEntry entry)
    {
        byte[] buffer = new byte[1 << 20];
        long copied = 0;
        for (int read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            copied += read;
            if (copied > entry.Length)
            {
                throw new InvalidDataException($"'{entry.FullName}' says it has {entry.Length} bytes, but has more.");
            }

            to.Write(buffer, 0, read);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
