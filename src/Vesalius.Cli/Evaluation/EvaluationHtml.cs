using System.Reflection;
using System.Text.Json;
using Vesalius.Analysis.Evaluation;
using Vesalius.Analysis.Reporting;
using Vesalius.Cli.Hosting;
using Vesalius.Imaging;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Evaluation;

/// <summary>What <c>evaluate --report</c> writes: a page on the whole evaluation.</summary>
internal static class EvaluationHtml
{
    private const int CasesShown = 5;

    /// <summary>Makes the page, reading the worst cases once more for their pictures.</summary>
    public static ReportPage Of(EvaluationOutcome outcome, CaseImages images, CancellationToken cancellation)
    {
        IEnumerable<CaseEvaluation> worst = outcome.Model.Summary.WorstFirst.Take(CasesShown);
        var page = new EvaluationPage(outcome.Model, outcome.Options)
        {
            Title = $"Evaluation of {outcome.Model.Name}",
            Rival = outcome is { Rival: { } rival, Comparison: { } comparison } ? (rival, comparison) : null,
            WorstCases = [.. worst.Select(one => Pictures(one, outcome, images, cancellation))],
            Numbers = JsonSerializer.SerializeToElement(EvaluationDocument.Of(outcome), Json.Options),
            Footer = [Footer(outcome)],
        };
        return page.ToPage();
    }

    private static EvaluatedCasePictures Pictures(CaseEvaluation one, EvaluationOutcome outcome, CaseImages images,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CasePair pair = outcome.Pairs.First(known => known.Case == one.Case);
        try
        {
            (LabelMap reference, LabelMap prediction) = pair.Read(outcome.Options);
            Volume<float>? image = images.Read(one.Case);
            string? remark = image is not null && !reference.Grid.Agrees(image.Grid)
                ? "The image lies on another grid than the masks, which are therefore shown alone." : null;
            image = remark is null ? image : null;
            return new EvaluatedCasePictures(one.Case,
                DisagreementPictures.Of(reference, prediction, image, outcome.Options)) { Remark = remark };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new EvaluatedCasePictures(one.Case, []) { Remark = $"No picture: {ErrorMapping.MessageOf(problem)}" };
        }
    }

    private static string Footer(EvaluationOutcome outcome)
    {
        string version = Assembly.GetExecutingAssembly()
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        string against = outcome.Request.Against is { } other ? $" against {other}" : string.Empty;
        return $"References {outcome.Request.Reference}, predictions {outcome.Request.Prediction}{against}. Vesalius {version}. "
            + "The numbers of this page are inside it as JSON, in the element with the id “evaluation”.";
    }
}
