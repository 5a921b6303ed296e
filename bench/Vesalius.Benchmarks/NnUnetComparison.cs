using TorchSharp;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Learning.Exchange;
using Vesalius.Learning.Inference;
using Vesalius.Learning.Models;
using Vesalius.Learning.Networks;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Vesalius.Benchmarks;

/// <summary>Imports the models that bench/peers/nnunet_reference.py wrote and holds logits, prepared scans and labels against its own.</summary>
internal static class NnUnetComparison
{
    /// <summary>One line per model.</summary>
    public static void Run(string root)
    {
        foreach (string folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            Compare(folder);
        }
    }

    private static void Compare(string folder)
    {
        var model = new ModelFolder(Path.Combine(Path.GetTempPath(), $"vesalius-{Guid.NewGuid():N}"));
        NnUnetImport.Run(folder, model);
        SegmentationPlan plan = model.ReadPlan();
        IReadOnlyList<Volume<float>> scan = [.. Directory.EnumerateFiles(folder, "scan_*.nii.gz").Order(StringComparer.Ordinal).Select(file => VolumeFile.Read(file))];
        float[] expected = Numpy(folder, "logits"), ours = Logits(model, plan, Numpy(folder, "patch"));
        PreparedScan prepared = new Preprocessor(plan).Prepare(scan, FirstStage(model, plan, scan));
        float[] theirs = Numpy(folder, "prepared"), labels = Numpy(folder, "labels");
        string shapes = theirs.Length == prepared.Voxels.Length ? $"{RelativeDifference(prepared.Voxels, theirs):0.0e+0}" : "another size";
        Console.WriteLine(
            $"{Path.GetFileName(folder),-20} logits {RelativeDifference(ours, expected):0.0e+0}  prepared {shapes}  labels float32 {Agreement(model, scan, labels, Precision.Float32)}"
            + $"  bfloat16 {Agreement(model, scan, labels, Precision.BFloat16)}  ONNX {OnnxAgreement(model, scan, labels)}");
        Directory.Delete(model.Path, recursive: true);
    }

    private static Volume<ushort>? FirstStage(ModelFolder model, SegmentationPlan plan, IReadOnlyList<Volume<float>> scan)
    {
        if (plan.PreviousLabels is null)
        {
            return null;
        }

        using Segmenter first = Segmenter.Load(model.Previous);
        return first.Label(() => scan).Voxels;
    }

    private static string OnnxAgreement(ModelFolder model, IReadOnlyList<Volume<float>> scan, float[] labels)
    {
        var onnx = new ModelFolder(model.FileAt("onnx"));
        OnnxExport.WriteFolder(model, onnx);
        return Agreement(onnx, scan, labels, Precision.Float32);
    }

    private static string Agreement(ModelFolder model, IReadOnlyList<Volume<float>> scan, float[] labels, Precision precision)
    {
        using Segmenter segmenter = Segmenter.Load(model, new SlidingWindowOptions { Precision = precision });
        ushort[] found = segmenter.Label(() => scan).Voxels.Array;
        int same = found.Zip(labels).Count(pair => pair.First == (int)pair.Second), both = 0, either = 0;
        foreach ((ushort one, float other) in found.Zip(labels))
        {
            both += one != 0 && one == (int)other ? 2 : 0;
            either += (one != 0 ? 1 : 0) + (other != 0 ? 1 : 0);
        }

        return $"{100.0 * same / labels.Length:0.0000} % (Dice {(double)both / either:0.00000})";
    }

    private static float[] Logits(ModelFolder model, SegmentationPlan plan, float[] patch)
    {
        using IDisposable scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var network = new UNetModule(plan.Network, plan.Dimensions, plan.InputCount, plan.ClassCount);
        NetworkWeights.Import(SafeTensors.Read(model.WeightsPath), network);
        network.eval();
        network.Prepare(ScalarType.Float32);
        long[] axes = plan.Dimensions == 3 ? [plan.PatchSize.Z, plan.PatchSize.Y, plan.PatchSize.X] : [plan.PatchSize.Y, plan.PatchSize.X];
        return network.forward(tensor(patch).reshape([1, plan.InputCount, .. axes]))[0].contiguous().data<float>().ToArray();
    }

    /// <summary>The greatest difference beside the greatest value.</summary>
    private static double RelativeDifference(float[] ours, float[] theirs) =>
        ours.Zip(theirs).Max(pair => Math.Abs(pair.First - (double)pair.Second)) / theirs.Max(value => Math.Abs((double)value));

    /// <summary>Numbers of a NumPy file of version 1, C order: binary32, whole numbers of 2 or 8 bytes.</summary>
    private static float[] Numpy(string folder, string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(folder, name + ".npy"));
        int start = 10 + BitConverter.ToUInt16(file, 8);
        string header = System.Text.Encoding.ASCII.GetString(file, 10, start - 10);
        ReadOnlySpan<byte> numbers = file.AsSpan(start);
        return header.Contains("<f4", StringComparison.Ordinal) ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(numbers).ToArray()
            : header.Contains("<u2", StringComparison.Ordinal) ? Array.ConvertAll(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(numbers).ToArray(), one => (float)one)
            : throw new InvalidDataException($"{name}.npy: binary32 or uint16 in C order were expected; the header says {header}.");
    }
}
