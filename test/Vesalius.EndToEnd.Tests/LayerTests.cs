using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Vesalius.EndToEnd.Tests;

/// <summary>The order of the layers: each may use those above it in the list, never those below.</summary>
public sealed class LayerTests
{
    private static readonly string[][] Layers =
    [
        ["Vesalius.Imaging"],
        ["Vesalius.Imaging.Formats"],
        ["Vesalius.Imaging.Operations", "Vesalius.Imaging.Morphology", "Vesalius.Imaging.Surfaces", "Vesalius.Imaging.Registration"],
        ["Vesalius.Imaging.Conversion", "Vesalius.Imaging.Pictures", "Vesalius.Imaging.Phantoms"],
        ["Vesalius.Dicom"],
        ["Vesalius.Analysis.Tables", "Vesalius.Analysis.Statistics"],
        ["Vesalius.Analysis.Evaluation"],
        ["Vesalius.Analysis.Measurement"],
        ["Vesalius.Analysis.Tracking"],
        ["Vesalius.Analysis.Planning", "Vesalius.Analysis.Detection"],
        ["Vesalius.Analysis.Reporting"],
        ["Vesalius.Learning.Plans"],
        ["Vesalius.Learning.Models", "Vesalius.Learning.Datasets", "Vesalius.Learning.Preprocessing", "Vesalius.Learning.Augmentation", "Vesalius.Learning.Postprocessing", "Vesalius.Learning.Confidence", "Vesalius.Learning.Cases"],
        ["Vesalius.Learning.Networks", "Vesalius.Learning.Losses"],
        ["Vesalius.Learning.Training", "Vesalius.Learning.Inference"],
        ["Vesalius.Learning.Exchange"],
        ["Vesalius.Learning"],
    ];

    /// <summary>Listed for themselves alone: what lies in them has a place of its own.</summary>
    private static readonly string[] Roots = ["Vesalius.Imaging", "Vesalius.Learning"];

    private static readonly System.Reflection.Assembly[] Libraries = [.. new[] { "Vesalius.Imaging", "Vesalius.Dicom", "Vesalius.Analysis", "Vesalius.Learning" }.Select(System.Reflection.Assembly.Load)];

    private static readonly Lazy<Architecture> Built = new(() => new ArchLoader().LoadAssemblies(Libraries).Build());

    private static readonly Dictionary<string, int> LayerOf = Layers
        .SelectMany((namespaces, layer) => namespaces.Select(name => (name, layer)))
        .ToDictionary(pair => pair.name, pair => pair.layer);

    [Fact]
    public void Every_namespace_has_its_place_in_the_order() =>
        Finding.None(OwnTypes().Where(type => Home(type.Namespace.FullName) is null).Select(type => type.FullName));

    [Fact]
    public void No_layer_uses_one_below_it() =>
        Finding.None(Dependencies()
            .Where(use => LayerOf[use.To] > LayerOf[use.From])
            .Select(use => $"{use.User} uses {use.Used}, which is below it.")
            .Distinct());

    [Fact]
    public void Training_and_inference_do_not_use_each_other() =>
        Finding.None(Dependencies()
            .Where(use => (use.From, use.To) is ("Vesalius.Learning.Training", "Vesalius.Learning.Inference") or ("Vesalius.Learning.Inference", "Vesalius.Learning.Training"))
            .Select(use => $"{use.User} uses {use.Used}.")
            .Distinct());

    [Theory]
    [InlineData("Vesalius.Imaging")]
    [InlineData("Vesalius.Dicom")]
    [InlineData("Vesalius.Analysis")]
    public void Imaging_dicom_and_analysis_do_without_torch(string library) =>
        Assert.DoesNotContain("TorchSharp", System.Reflection.Assembly.Load(library).GetReferencedAssemblies().Select(name => name.Name));

    [Fact]
    public void No_library_prints() =>
        Finding.None(OwnTypes()
            .Where(type => type.Dependencies.Any(use => use.Target.FullName == "System.Console"))
            .Select(type => type.FullName));

    [Fact]
    public void What_is_public_is_sealed_static_abstract_or_a_value()
    {
        IEnumerable<string?> open = Libraries.SelectMany(library => library.ExportedTypes)
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract)
            .Select(type => type.FullName);
        Finding.None(open);
    }

    private static IEnumerable<IType> OwnTypes() => Built.Value.Types
        .Where(type => type.Namespace.FullName.StartsWith("Vesalius.", StringComparison.Ordinal) && !type.IsCompilerGenerated);

    private static IEnumerable<(string From, string To, string User, string Used)> Dependencies() =>
        from type in OwnTypes()
        from use in type.Dependencies
        let home = Home(type.Namespace.FullName)
        let other = Home(use.Target.Namespace?.FullName ?? string.Empty)
        where home is not null && other is not null
        select (home, other, type.FullName, use.Target.FullName);

    /// <summary>The longest listed namespace that a namespace is or lies in.</summary>
    private static string? Home(string name) => LayerOf.Keys
        .Where(listed => name == listed || (!Roots.Contains(listed) && name.StartsWith(listed + ".", StringComparison.Ordinal)))
        .MaxBy(listed => listed.Length);
}
