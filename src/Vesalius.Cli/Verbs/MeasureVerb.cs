using System.CommandLine;
using System.Text.Json;
using Vesalius.Analysis.Measurement;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Verbs;

/// <summary><c>measure LABELS</c>: size and shape of every labelled structure and lesion.</summary>
internal static class MeasureVerb
{
    private static readonly Argument<string> LabelsFile = new("labels") { Description = "The label map: what is segmented." };
    private static readonly Option<string?> Image = new("--image") { Description = "The scan, on the same grid, for the intensities inside." };
    private static readonly Option<string?> Csv = new("--csv") { Description = "Also write one row per structure and lesion to this file." };
    private static readonly Option<string?> Pictures = new("--pictures") { Description = "Also draw each lesion with its diameters, as PNG files in this folder." };
    private static readonly Option<string?> Report = new("--report") { Description = "Also write a page with surfaces and pictures: report.html or report.pdf." };
    private static readonly Option<int[]> Only = new("--labels")
    {
        Description = "Measure only these label values: 1,2.",
        CustomParser = LabelList.Parse,
    };

    private static readonly Option<string> Contour = new Option<string>("--contour")
    {
        Description = "The outline that diameters on a slice are measured on.",
        DefaultValueFactory = _ => "edges",
    }.AcceptOnlyFromAmong("edges", "halfway", "centres");

    private static readonly Option<string> Profile = new Option<string>("--profile")
    {
        Description = "Whose conventions: ibsi (axes over N-1, closed surface) or pyradiomics.",
        DefaultValueFactory = _ => "ibsi",
    }.AcceptOnlyFromAmong("ibsi", "pyradiomics");

    private static readonly Option<int> MinimumLesion = new("--minimum-lesion")
    {
        Description = "Connected parts with fewer voxels are not listed as lesions.",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("measure", "Size and shape of every labelled structure and lesion.")
        {
            LabelsFile, Image, Csv, Pictures, Report, Only, Contour, Profile, MinimumLesion,
        };
        foreach (Option option in RadiomicsOptions.All)
        {
            command.Add(option);
        }

        return command.Runs(Run);
    }

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        MeasurementOptions options = Options(parsed);
        LabelMap labels = Failure.Reading(() => VolumeFile.ReadLabels(parsed.GetRequiredValue(LabelsFile)));
        Volume<float>? image = parsed.GetValue(Image) is { } path ? Failure.Reading(() => VolumeFile.Read(path)) : null;
        IReadOnlyList<StructureMeasurement> structures = Measurement.Of(labels, image, options, cancellation);
        if (structures.Count == 0)
        {
            host.Warn("there is no labelled structure to measure.");
        }

        if (parsed.GetValue(Csv) is { } csv)
        {
            Failure.Writing(csv, () => MeasurementTable.Of(structures).Write(csv));
        }

        if (parsed.GetValue(Pictures) is { } folder)
        {
            Failure.Writing(folder, () => LesionPictures.Write(folder, labels, image, structures));
        }

        MeasureDocument document = MeasureDocument.Of(structures, options.Radiomics);
        if (parsed.GetValue(Report) is { } page)
        {
            string file = parsed.GetRequiredValue(LabelsFile), name = VolumeFile.StemOf(file);
            var report = new CaseReport
            {
                Title = $"Sizes in {name}",
                Scans = [new ReportedScan(name, labels, image) { Structures = structures }],
                Numbers = JsonSerializer.SerializeToElement(document, Json.Options),
                Footer = [$"Labels: {Path.GetFileName(file)}."],
            };
            Failure.Writing(page, () => report.ToPage(cancellation).Write(page));
        }

        host.WriteJson(document);
        MeasureTable.Show(host, structures);
        return ExitCode.Done;
    }

    private static MeasurementOptions Options(ParseResult parsed)
    {
        int minimum = parsed.GetValue(MinimumLesion);
        if (minimum < 1)
        {
            throw Failure.Usage($"--minimum-lesion is a number of voxels, 1 or more; {minimum} came.");
        }

        MeasurementOptions profile = parsed.GetValue(Profile) == "pyradiomics" ? MeasurementOptions.PyRadiomics : new MeasurementOptions();
        bool contourGiven = parsed.GetResult(Contour) is { Implicit: false };
        return profile with
        {
            Contour = contourGiven ? ContourOf(parsed.GetRequiredValue(Contour)) : profile.Contour,
            Labels = parsed.GetValue(Only) is { Length: > 0 } values ? values : null,
            MinimumLesionVoxels = minimum,
            Radiomics = RadiomicsOptions.Of(parsed, hasImage: parsed.GetValue(Image) is not null),
        };
    }

    private static ContourRule ContourOf(string name) => name switch
    {
        "halfway" => ContourRule.HalfwayPoints,
        "centres" => ContourRule.VoxelCentres,
        _ => ContourRule.VoxelEdges,
    };
}
