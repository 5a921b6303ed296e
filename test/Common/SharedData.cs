using System.Diagnostics.CodeAnalysis;

namespace Vesalius.Tests;

/// <summary>The folder of real scans and expected facts beside the checkout. It is optional: tests that need it are skipped without it.</summary>
internal static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A file or folder in it; skips the test, saying why, where it is absent.</summary>
    public static string Require(params ReadOnlySpan<string> parts)
    {
        string wanted = Path.Combine(parts);
        if (Folder is null)
        {
            Skip($"There is no folder 'shared' beside the checkout, so '{wanted}' cannot be read.");
        }

        string path = Path.Combine(Folder, wanted);
        if (!Path.Exists(path))
        {
            Skip($"'{path}' is not there.");
        }

        return path;
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(candidate, "SHA256SUMS")))
            {
                return candidate;
            }
        }

        return null;
    }

    [DoesNotReturn]
    private static void Skip(string reason)
    {
        Assert.Skip(reason);
        throw new InvalidOperationException(reason);
    }
}
