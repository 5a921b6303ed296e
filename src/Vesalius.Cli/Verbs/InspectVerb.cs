using System.CommandLine;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Inspection;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Verbs;

/// <summary><c>inspect PATH…</c>: what is in these files and folders.</summary>
internal static class InspectVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
        var header = new Option<bool>("--header") { Description = "Read headers only: quicker, without values and hash." };
        return new Command("inspect", "What is in these files and folders.") { paths, header }
            .Runs((parsed, host, cancellation) => Run(parsed.GetRequiredValue(paths), parsed.GetValue(header), host, cancellation));
    }

    private static int Run(IReadOnlyList<string> paths, bool headerOnly, Host host, CancellationToken cancellation)
    {
        List<InspectedItem> items = host.Follow("inspecting", progress => Inspect(paths, headerOnly, progress, cancellation));
        Show(items, host);
        int failed = items.Count(item => item.Error is not null);
        return ExitCode.OfCases(items.Count - failed, failed, ExitCode.Unreadable);
    }

    private static List<InspectedItem> Inspect(IReadOnlyList<string> paths, bool headerOnly, Progress progress, CancellationToken cancellation)
    {
        var items = new List<InspectedItem>();
        for (int i = 0; i < paths.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report((double)i / paths.Count, Path.GetFileName(paths[i]));
            items.AddRange(Directory.Exists(paths[i]) ? OfFolder(paths[i], headerOnly, cancellation) : [OfFile(paths[i], headerOnly)]);
        }

        return items;
    }

    /// <summary>The series of a folder and its other images. A folder without any stays in the list as itself, to be told as unreadable.</summary>
    private static InspectedItem[] OfFolder(string path, bool headerOnly, CancellationToken cancellation)
    {
        InspectedItem[] items =
        [
            .. DicomInspection.OfFolder(path, headerOnly, cancellation),
            .. ImagePaths.In(path).Select(file =>
            {
                cancellation.ThrowIfCancellationRequested();
                return OfFile(file, headerOnly);
            }),
        ];
        string known = string.Join(", ", VolumeFile.KnownExtensions);
        return items.Length > 0 ? items
            : [new InspectedItem { Path = path, Error = $"{path}: there is no image in this folder; the endings of image files are {known}." }];
    }

    private static InspectedItem OfFile(string path, bool headerOnly)
    {
        try
        {
            return (File.Exists(path) ? DicomInspection.OfFile(path, headerOnly) : null)
                ?? InspectedItem.Of(path, headerOnly ? VolumeFile.Identify(path) : VolumeFile.ReadStored(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return new InspectedItem { Path = path, Error = ErrorMapping.MessageOf(error) };
        }
    }

    private static void Show(IReadOnlyList<InspectedItem> items, Host host)
    {
        host.WriteJson(new { Items = items });
        if (items is [{ Error: null } only])
        {
            host.Write(string.Join(Environment.NewLine, InspectionTable.Of(only)));
        }
        else if (items.Any(item => item.Error is null))
        {
            host.Write(InspectionTable.Of(items));
        }

        foreach (InspectedItem item in items)
        {
            foreach (string warning in item.Warnings ?? [])
            {
                host.Warn($"{item.Path}: {warning}");
            }

            if (item.Error is not null)
            {
                host.TellError(item.Error);
            }
        }
    }
}
