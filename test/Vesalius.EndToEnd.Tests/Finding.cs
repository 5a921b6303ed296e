namespace Vesalius.EndToEnd.Tests;

/// <summary>What a look over the whole code finds.</summary>
internal static class Finding
{
    /// <summary>Expects that nothing is found; what is found is told in full, a line each.</summary>
    public static void None(IEnumerable<string?> findings)
    {
        string[] found = [.. findings.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
