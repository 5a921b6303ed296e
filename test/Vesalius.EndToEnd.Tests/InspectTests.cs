using System.Security.Cryptography;
using System.Text.Json;

namespace Vesalius.EndToEnd.Tests;

public sealed class InspectTests
{
    [Fact]
    public void Every_fact_of_a_small_scan_is_in_the_json()
    {
        using var folder = new TemporaryFolder();
        string path = Scans.WriteCounting(folder);
        CommandResult result = VesaliusCommand.Run("inspect", "--json", path).Expect(0);
        Assert.Empty(result.Error);
        JsonElement item = Assert.Single(result.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(path, item.GetProperty("path").GetString());
        Assert.Equal("image", item.GetProperty("kind").GetString());
        Assert.Equal("[4,3,2]", item.GetProperty("size").GetRawText());
        Assert.Equal(1, item.GetProperty("components").GetInt32());
        Assert.Equal("[0.5,1,2]", item.GetProperty("spacing").GetRawText());
        Assert.Equal("[10,-20,30]", item.GetProperty("origin").GetRawText());
        Assert.Equal([0, -1, 0, 1, 0, 0, 0, 0, 1], item.GetProperty("direction").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal("PRS", item.GetProperty("orientation").GetString());
        Assert.Equal("int16", item.GetProperty("type").GetString());
        Assert.Equal(-3, item.GetProperty("min").GetDouble());
        Assert.Equal(20, item.GetProperty("max").GetDouble());
        Assert.Equal(204, item.GetProperty("sum").GetDouble());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Scans.Counting.Bytes)), item.GetProperty("sha256").GetString());
        Assert.Empty(item.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public void A_folder_is_every_image_in_it_and_below()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["below"]);
        string[] paths = [Scans.WriteCounting(folder, "a.nii"), Scans.WriteCounting(folder, "below/b.nii.gz")];
        File.WriteAllText(folder["notes.txt"], "no image");
        JsonElement items = VesaliusCommand.Run("inspect", "--json", folder.Path).Expect(0).Json.GetProperty("items");
        Assert.Equal(paths, items.EnumerateArray().Select(item => item.GetProperty("path").GetString()));
    }

    [Fact]
    public void People_get_the_facts_as_text()
    {
        using var folder = new TemporaryFolder();
        string path = Scans.WriteCounting(folder);
        string text = VesaliusCommand.Run("inspect", path).Expect(0).Out;
        Assert.Contains("4 × 3 × 2", text, StringComparison.Ordinal);
        Assert.Contains("0.5 × 1 × 2 mm", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void A_missing_file_is_told_in_one_line_and_in_the_json_with_exit_code_4()
    {
        CommandResult result = VesaliusCommand.Run("inspect", "--json", "no-such-file.nii").Expect(4);
        Assert.Equal("vesalius: no-such-file.nii: there is no such file. Check the path.", Assert.Single(result.ErrorLines));
        JsonElement item = Assert.Single(result.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(["path", "error"], item.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Readable_files_beside_an_unreadable_one_are_told_with_exit_code_3()
    {
        using var folder = new TemporaryFolder();
        JsonElement items = VesaliusCommand.Run("inspect", "--json", "no-such-file.nii", Scans.WriteCounting(folder)).Expect(3).Json.GetProperty("items");
        Assert.Equal([true, false], items.EnumerateArray().Select(item => item.TryGetProperty("error", out _)));
    }

    [Fact]
    public void A_truncated_file_is_told_in_one_line_with_exit_code_4()
    {
        using var folder = new TemporaryFolder();
        string path = Scans.WriteCounting(folder);
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^12]);
        CommandResult result = VesaliusCommand.Run("inspect", path).Expect(4);
        Assert.Empty(result.Out);
        string line = Assert.Single(result.ErrorLines);
        Assert.StartsWith($"vesalius: {path}", line, StringComparison.Ordinal);
        Assert.Contains("cut short", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_an_image_is_unreadable_input()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = VesaliusCommand.Run("inspect", folder.Path).Expect(4);
        Assert.Contains("no image in this folder", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_trace_comes_only_when_asked_for()
    {
        Assert.Single(VesaliusCommand.Run("convert", "no-such-file.nii", "out.nii").Expect(4).ErrorLines);
        Assert.True(VesaliusCommand.Run("convert", "no-such-file.nii", "out.nii", "--verbose").Expect(4).ErrorLines.Length > 2);
    }
}
