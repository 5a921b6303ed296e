using System.CommandLine;
using System.Text.Json;
using Vesalius.Analysis.Planning;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Cli.Margins;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;
using Vesalius.Imaging.Surfaces;

namespace Vesalius.Cli.Verbs;

/// <summary><c>margin LABELS --target NAME</c>: where a tumour ends, and how far everything else is from there.</summary>
internal static class MarginVerb
{
    private static readonly Argument<string> LabelsFile = new(
        "labels") { Description = "The label map: the target and the structures around it." };
    private static readonly Option<string> Target = new(
        "--target") { Description = "The structure to remove or ablate: its name or value.", Required = true };
    private static readonly Option<string[]> Structures = new("--structures")
    {
        Description = "Structures to keep away from: names, values, or mask files.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Organ = new(
        "--organ") { Description = "The organ the target lies in, and after commas what labels cut out of it: liver,vessel." };
    private static readonly Option<string?> Ablation = new(
        "--ablation") { Description = "The ablation zone: a structure, or a mask file, which may overlap the target." };
    private static readonly Option<string?> Resection = new(
        "--resection") { Description = "The specimen that is removed: a structure or a mask file." };
    private static readonly Option<double[]?> Plane = OptionParsing.Numbers(
        "--plane", "A cut: point and normal x,y,z,nx,ny,nz (mm, LPS+), the normal towards what is removed; or nx,ny,nz,mm: the plane that leaves so many mm.");

    private static readonly Option<double> Shell = new("--shell") { Description = "Also the tissue up to so many mm around the target." };
    private static readonly Option<double> Contact = new("--contact") { Description = "Surfaces nearer than so many mm touch.",
        DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Subcapsular = new("--subcapsular")
    {
        Description = "Leave out of the ablation margin what lies less than so many mm below the organ's surface.",
    };

    private static readonly Option<double> Registration = new("--registration-error")
    {
        Description = "How many mm the labels may be displaced against each other.",
    };

    private static readonly Option<string?> Probabilities = new(
        "--probabilities") { Description = "The target's probability, for the band its boundary lies in." };
    private static readonly Option<string?> Image = new("--image") { Description = "The scan, for the pictures of the report." };
    private static readonly Option<string?> Report = new("--report") { Description = "Also write a page: report.html." };
    private static readonly Option<string?> MeshPath = new(
        "--mesh") { Description = "Also write the target's surface coloured by margin: .ply, .glb, .3mf (.stl, .obj without colour)." };
    private static readonly Option<string?> ShellPath = new(
        "--shell-mask") { Description = "Also write the shell as a mask: shell.nii.gz." };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("margin", "Surgical margins: how far a target is from everything around it.")
    {
        LabelsFile, Target, Structures, Organ, Ablation, Resection, Plane, Shell, Contact, Subcapsular, Registration, Probabilities,
            Image, Report, MeshPath, ShellPath,
    }.Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        var named = new NamedLabels(Failure.Reading(() => VolumeFile.ReadLabels(parsed.GetRequiredValue(LabelsFile))));
        MarginOptions options = Options(parsed, named);
        LabelMap labels = named.Map;
        Volume<float>? image = parsed.GetValue(Image) is { } path ? Failure.Reading(() => VolumeFile.Read(path)) : null;
        MarginPlan plan = Planned(parsed, labels, options, cancellation);
        MarginBand? band = parsed.GetValue(Probabilities) is { } file
            ? MarginBand.Of(labels, options, Failure.Reading(() => VolumeFile.Read(file)), cancellation)
            : null;
        MarginDocument document = MarginDocument.Of(plan, options, band);
        WriteMesh(parsed, plan);
        if (parsed.GetValue(ShellPath) is { } shell)
        {
            TargetShell made = plan.Shell ?? throw Failure.Usage("--shell-mask needs the shell's thickness: --shell MM.");
            Failure.Writing(shell, () => VolumeFile.Write(shell, new LabelMap(
                made.Mask.Map(voxel => voxel ? (ushort)1 : (ushort)0),
                    LabelTable.Named([KeyValuePair.Create(1, $"{made.ThicknessMm:0.#} mm around {plan.Target.Name}")]))));
        }

        if (parsed.GetValue(Report) is { } report)
        {
            MarginPage page = Page(plan, options, document) with
            {
                Pictures = plan.Decisive?.Minimum is { } place ? MarginPictures.Of(labels, place, image) : [],
                Surfaces = MarginScene.Of(labels, plan, options, cancellation),
                Footer = [$"Labels: {Path.GetFileName(parsed.GetRequiredValue(LabelsFile))}."],
            };
            Failure.Writing(report, () => page.ToPage().Write(report));
        }

        host.WriteJson(document);
        MarginTable.Show(host, plan);
        return ExitCode.Done;
    }

    private static MarginPage Page(MarginPlan plan, MarginOptions options, MarginDocument document) => new(plan, options)
    {
        Title = $"Margins of {plan.Target.Name}",
        Numbers = JsonSerializer.SerializeToElement(document, Json.Options),
    };

    private static MarginPlan Planned(ParseResult parsed, LabelMap labels, MarginOptions options, CancellationToken cancellation)
    {
        if (parsed.GetValue(Plane) is not { Length: 4 } wanted)
        {
            return MarginPlan.Of(labels, options, cancellation);
        }

        Mesh surface = MarginPlan.Of(labels, new MarginOptions { Target = options.Target }, cancellation).Surface;
        return MarginPlan.Of(labels, options with { Plane = CutPlane.WithMargin(surface, new WorldVector(wanted[0], wanted[1], wanted[2]),
            wanted[3]) }, cancellation);
    }

    private static MarginOptions Options(ParseResult parsed, NamedLabels labels)
    {
        Label? Optional(Option<string?> option) => parsed.GetValue(option) is { } word ? labels.Find(word, option.Name) : null;
        double[] plane = parsed.GetValue(Plane) ?? [];
        if (plane is not { Length: 0 or 4 or 6 })
        {
            throw Failure.Usage($"--plane takes six numbers (a point and a normal) or four (a normal and millimetres); {plane.Length} came.");
        }

        foreach (Option<double> option in (Option<double>[])[Shell, Contact, Subcapsular, Registration])
        {
            if (parsed.GetValue(option) is var mm && !(mm >= 0 && double.IsFinite(mm)))
            {
                throw Failure.Usage($"{option.Name} takes a number of millimetres, 0 or more; {mm} came.");
            }
        }

        IReadOnlyList<Label> organ = labels.FindAll([parsed.GetValue(Organ) ?? string.Empty], Organ.Name);
        return new MarginOptions
        {
            Target = labels.Find(parsed.GetRequiredValue(Target), Target.Name),
            Structures = labels.FindAll(parsed.GetValue(Structures) ?? [], Structures.Name),
            Organ = organ.Count > 0 ? organ[0] : null,
            OrganParts = [.. organ.Skip(1)],
            Ablation = Optional(Ablation),
            Resection = Optional(Resection),
            Plane = plane is { Length: 6 } p ? new CutPlane(new WorldPoint(p[0], p[1], p[2]), new WorldVector(p[3], p[4], p[5])) : null,
            ShellMm = parsed.GetValue(Shell),
            ContactMm = parsed.GetValue(Contact),
            SubcapsularMm = parsed.GetValue(Subcapsular),
            RegistrationErrorMm = parsed.GetValue(Registration),
        };
    }

    private static void WriteMesh(ParseResult parsed, MarginPlan plan)
    {
        if (parsed.GetValue(MeshPath) is { } path)
        {
            if (!MeshFile.KnownExtensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
            {
                throw Failure.Usage($"--mesh: {path}: a mesh is written as {string.Join(", ", MeshFile.KnownExtensions)}; choose one of these endings.");
            }

            Mesh surface = plan.Decisive is { } margin ? MarginColors.Surface(margin) : plan.Surface;
            Failure.Writing(path, () => MeshFile.Write(path, surface));
        }
    }
}
