using Vesalius.Learning.Confidence;
using Vesalius.Learning.Exchange.Onnx;
using Vesalius.Learning.Models;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Exchange;

/// <summary>
/// Writes models as ONNX (operator set 17, binary32): input <c>image</c> [batch, channels, (z,) y, x], prepared as the plan says; output
/// <c>scores</c> [batch, classes, (z,) y, x] before softmax or logistic function. Batch and sizes may be any that the strides divide. The plan
/// travels in the metadata under <c>vesalius.plan</c>.
/// </summary>
public static class OnnxExport
{
    // What one protocol buffer message can hold.
    private const long MostBytes = int.MaxValue;

    /// <summary>Writes a model's network; of an ensemble all members and the mean of their scores.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to write.</param>
    /// <exception cref="ModelException">The model is not complete, or too large for one ONNX file.</exception>
    public static void Write(ModelFolder model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        SegmentationPlan plan = model.ReadPlan();
        IReadOnlyList<string> members = model.MemberPaths;
        long bytes = members.Where(File.Exists).Sum(member => new FileInfo(member).Length);
        if (bytes > MostBytes)
        {
            throw new ModelException($"{model.Path}: the weights have {bytes} bytes; one ONNX file holds {MostBytes}. Export the members of the ensemble one by one.");
        }

        using var graph = new OnnxGraph();
        string PrefixOf(int member) => members.Count == 1 ? string.Empty : $"member{member + 1}.";
        List<string> scores = [.. members.Select((member, i) => new OnnxUNet(graph, plan, SafeTensors.Read(member), PrefixOf(i)).Apply("image"))];
        graph.ApplyInto("scores", scores.Count == 1 ? "Identity" : "Mean", scores);
        string[] axes = plan.Dimensions == 3 ? ["z", "y", "x"] : ["y", "x"];
        graph.Ends(("image", ["batch", plan.InputCount, .. axes]), ("scores", ["batch", plan.ClassCount, .. axes]));
        AtomicFile.Write(path, stream => graph.Write(stream, new Dictionary<string, string> { ["vesalius.plan"] = ModelFolder.ToJson(plan) }));
    }

    /// <summary>Writes a model folder that predicts through ONNX: plan.json and model.onnx, with what is corrected afterwards and what is known of its confidence.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder to write; it must not hold a model yet.</param>
    /// <exception cref="ModelException">The model is not complete, or the folder holds one.</exception>
    public static void WriteFolder(ModelFolder model, ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(folder);
        if (folder.Exists)
        {
            throw new ModelException($"{folder.Path}: there is a model here already. Give a new folder.");
        }

        folder.Create();
        if (model.ReadPlan().PreviousLabels is not null)
        {
            WriteFolder(model.Previous, folder.Previous);
        }

        Write(model, folder.OnnxPath);
        foreach (string record in (string[])[model.PostprocessingPath, model.FileAt(ModelCalibration.FileName)])
        {
            if (File.Exists(record))
            {
                File.Copy(record, folder.FileAt(Path.GetFileName(record)));
            }
        }

        folder.WriteRecord("plan.json", model.ReadPlan());
    }
}
