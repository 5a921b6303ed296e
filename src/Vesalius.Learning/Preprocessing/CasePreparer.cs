using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vesalius.Imaging;
using Vesalius.Learning.Datasets;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Preprocessing;

/// <summary>Prepares single cases, by way of a folder where those of earlier runs may lie.</summary>
internal sealed class CasePreparer
{
    private readonly SegmentationPlan plan;
    private readonly Preprocessor preprocessor;
    private readonly LabelTable labels;
    private readonly string? folder;
    private readonly string planKey;

    public CasePreparer(SegmentationPlan plan, string? folder)
    {
        this.plan = plan;
        this.folder = folder;
        preprocessor = new Preprocessor(plan);
        labels = plan.LabelTable;
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        // Only what a prepared case depends on: another patch size or network leaves it valid.
        planKey = JsonSerializer.Serialize(new { PreparedCaseFile.FormatVersion, plan.Labels, plan.Outputs, plan.NotAnnotatedValue, plan.WorkingGrid, plan.Normalizations });
    }

    /// <summary>Where a case is kept; empty when it is not.</summary>
    public string PathOf(DatasetCase one)
    {
        if (folder is null)
        {
            return string.Empty;
        }

        // Two cases whose names differ only by characters that a file name cannot have must not share a file.
        string safe = string.Concat(one.Id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
        return Path.Combine(folder, safe == one.Id ? $"{safe}.prepared" : $"{safe}~{Hash(Encoding.UTF8.GetBytes(one.Id))[..8]}.prepared");
    }

    public PreparedCase Prepare(DatasetCase one, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (folder is null)
        {
            return Read(one);
        }

        string path = PathOf(one), key = KeyOf(one);
        PreparedCase? earlier = PreparedCaseFile.TryRead(path, key, plan.ClassCount, verify: true);
        if (earlier is null)
        {
            earlier = Read(one);
            PreparedCaseFile.Write(path, key, earlier);
        }

        return earlier;
    }

    private PreparedCase Read(DatasetCase one)
    {
        IReadOnlyList<Volume<float>> channels = one.ReadImage();
        LabelMap mask = one.ReadLabels(channels[0].Grid, labels);
        try
        {
            return preprocessor.Prepare(one.Id, channels, mask);
        }
        catch (ArgumentException problem)
        {
            throw new DatasetException($"{one.LabelPath}: {problem.Message}", problem);
        }
    }

    /// <summary>What a prepared case was made from: the plan, and every byte of its files.</summary>
    private string KeyOf(DatasetCase one)
    {
        var all = new StringBuilder(planKey).Append(one.Id).Append(one.ChannelCount).AppendJoin(',', one.NotAnnotated);
        foreach (string path in one.ImagePaths.Concat(one.LabelFiles))
        {
            all.Append(Path.GetFileName(path)).Append(ContentHash.Of(path));
        }

        return Hash(Encoding.UTF8.GetBytes(all.ToString()));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
