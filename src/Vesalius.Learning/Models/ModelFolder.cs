using System.Text.Json;
using Vesalius.Learning.Confidence;
using Vesalius.Learning.Plans;
using Vesalius.Learning.Postprocessing;

namespace Vesalius.Learning.Models;

/// <summary>
/// A model on disk: <c>plan.json</c>, <c>weights.safetensors</c> (what predicts), <c>best.safetensors</c>, and from training
/// <c>training.json</c>, <c>log.jsonl</c>, <c>checkpoint.safetensors</c>, <c>validation.json</c>, <c>calibration.json</c>,
/// <c>postprocessing.json</c>,
/// <c>run.json</c>.
/// </summary>
public sealed class ModelFolder
{
    private const int MostMembers = 100;

    /// <summary>The model at a path, which may not exist yet.</summary>
    public ModelFolder(string path) => Path = System.IO.Path.GetFullPath(path);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Whether a finished or interrupted training has left its checkpoint here.</summary>
    public bool HasCheckpoint => File.Exists(CheckpointPath);

    /// <summary>Whether anything of a model is here.</summary>
    public bool Exists => File.Exists(FileAt("plan.json"));

    /// <summary>The weights that predict.</summary>
    public string WeightsPath => FileAt("weights.safetensors");

    /// <summary>The network as ONNX, where the model is kept that way instead of as weights.</summary>
    public string OnnxPath => FileAt("model.onnx");

    /// <summary>Whether ONNX is what predicts: there is such a network and there are no weights.</summary>
    public bool IsOnnx => File.Exists(OnnxPath) && !File.Exists(WeightsPath);

    /// <summary>The weights of all members of an ensemble: <c>weights.safetensors</c>, <c>weights-2.safetensors</c> and so on; one for a single model.</summary>
    public IReadOnlyList<string> MemberPaths =>
        [WeightsPath, .. Enumerable.Range(2, MostMembers).Select(MemberPath).TakeWhile(File.Exists)];

    /// <summary>In which number format the model predicts: that of its training, binary32 for models from elsewhere.</summary>
    public Precision Precision => File.Exists(FileAt("training.json")) ? ReadTraining().Precision : Precision.Float32;

    /// <summary>How far one window lies from the next unless told otherwise, as a share of its size.</summary>
    public double Step => ReadPlan().Joined?.Step ?? 0.5;

    /// <summary>The weights that scored best in the validations during training.</summary>
    public string BestWeightsPath => FileAt("best.safetensors");

    /// <summary>All that is needed to go on training.</summary>
    public string CheckpointPath => FileAt("checkpoint.safetensors");

    /// <summary>What is corrected after the network; absent where nothing is.</summary>
    public string PostprocessingPath => FileAt("postprocessing.json");

    /// <summary>The model of a cascade's first stage, which may not exist.</summary>
    public ModelFolder Previous => new(FileAt("previous"));

    /// <summary>From which scores on findings are told, chosen on validation; absent where structures exclude each other.</summary>
    public string OperatingPointPath => FileAt("detection.json");

    /// <summary>Those files that have a say in what is predicted, with those of a first stage and of joined models.</summary>
    /// <exception cref="ModelException">There is no plan, or it is not readable.</exception>
    public IEnumerable<string> FilesBehindPredictions
    {
        get
        {
            string[] own = [FileAt("plan.json"), PostprocessingPath, FileAt(ModelCalibration.FileName), .. IsOnnx ? [OnnxPath] : MemberPaths];
            SegmentationPlan plan = ReadPlan();
            IEnumerable<ModelFolder> joined = plan.Joined?.Models.Select(model => new ModelFolder(FileAt(model.Folder))) ?? [];
            IEnumerable<ModelFolder> others = plan.PreviousLabels is null ? joined : joined.Append(Previous);
            return own.Where(File.Exists).Concat(others.SelectMany(model => model.FilesBehindPredictions));
        }
    }

    /// <summary>One JSON record per epoch.</summary>
    public string LogPath => FileAt("log.jsonl");

    /// <summary>The weights of one member of an ensemble.</summary>
    /// <param name="number">1 for the first.</param>
    public string MemberPath(int number) => number == 1 ? WeightsPath : FileAt($"weights-{number}.safetensors");

    /// <summary>A file of this folder.</summary>
    public string FileAt(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder where it does not exist.</summary>
    public void Create() => Directory.CreateDirectory(Path);

    /// <summary>What turns a scan into a segmentation.</summary>
    /// <exception cref="ModelException">There is no plan, or it is not readable.</exception>
    public SegmentationPlan ReadPlan()
    {
        if (!Directory.Exists(Path))
        {
            throw new ModelException($"{Path}: a model folder was expected, but there is no such folder. Give the folder that 'train' wrote.");
        }

        var plan = ModelJson.Read<SegmentationPlan>(FileAt("plan.json"));
        return plan.FormatVersion == 1
            ? plan
            : throw new ModelException($"{FileAt("plan.json")}: this version reads plans of format 1; this one has format {plan.FormatVersion}. Use a newer Vesalius.");
    }

    /// <summary>How the weights were or are being learned.</summary>
    /// <exception cref="ModelException">There is no such record, or it is not readable.</exception>
    public TrainingPlan ReadTraining() => ModelJson.Read<TrainingPlan>(FileAt("training.json"));

    /// <summary>What is corrected after the network: nothing where the folder does not say it.</summary>
    /// <exception cref="ModelException">What it says is not readable.</exception>
    public Postprocessor ReadPostprocessor() =>
        File.Exists(PostprocessingPath) ? ReadRecord<Postprocessor>(System.IO.Path.GetFileName(PostprocessingPath)) : Postprocessor.None;

    /// <summary>What validation taught about how far to trust the model: nothing where the folder does not say it.</summary>
    /// <param name="plan">The model's plan.</param>
    /// <exception cref="ModelException">What it says is not readable, or belongs to another plan.</exception>
    public ModelCalibration ReadCalibration(SegmentationPlan plan) => File.Exists(FileAt(ModelCalibration.FileName))
        ? ReadRecord<ModelCalibration>(ModelCalibration.FileName).Expect(plan, FileAt(ModelCalibration.FileName))
        : ModelCalibration.Unknown(plan);

    /// <summary>Writes a record as JSON, whole or not at all.</summary>
    public void WriteRecord<T>(string name, T record) => AtomicFile.WriteText(FileAt(name), ToJson(record));

    /// <summary>A record as it is written in a model folder: indented JSON and a line end.</summary>
    public static string ToJson<T>(T record) => JsonSerializer.Serialize(record, ModelJson.Options) + "\n";

    /// <summary>Reads a record.</summary>
    /// <exception cref="ModelException">The file is missing or not such a record.</exception>
    public T ReadRecord<T>(string name) => ModelJson.Read<T>(FileAt(name));
}
