using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Vesalius.Cli.Hosting;
using Vesalius.Dicom;
using Vesalius.Dicom.Deidentification;
using Vesalius.Imaging.Formats;

namespace Vesalius.Cli.Verbs;

/// <summary><c>deidentify INPUT OUTPUT</c>: copies of DICOM files that do not say who the patient is.</summary>
internal static class DeidentifyVerb
{
    private static readonly Argument<string> Input = new("input") { Description = "A DICOM file, or a folder of them." };

    private static readonly Argument<string> Output =
        new("output") { Description = "The file to write, or for a folder the folder: SERIES/NUMBER.dcm, under the new UIDs." };

    private static readonly Option<string?> Key =
        new("--key") { Description =
        "A secret: the same one gives the same new UIDs and names another time. Random by default.", HelpName = "TEXT" };

    private static readonly Option<bool> ShiftDates =
        new("--shift-dates") { Description =
        "Move dates by the same number of days for all files of a patient, instead of removing them." };

    private static readonly Option<bool> RetainPatient = new("--retain-patient") { Description = "Keep sex, age, size and weight." };

    private static readonly Option<bool> RetainDevice = new("--retain-device") { Description = "Keep what names the machine." };

    private static readonly Option<bool> RetainUids = new("--retain-uids") { Description = "Keep UIDs." };

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new Command("deidentify", "Copy DICOM files without what says who the patient is.") { Input, Output, Key, ShiftDates,
            RetainPatient, RetainDevice, RetainUids }
            .Runs(Run);

    private static int Run(ParseResult parsed, Host host, CancellationToken cancellation)
    {
        string input = parsed.GetRequiredValue(Input), output = parsed.GetRequiredValue(Output);
        bool isFolder = Directory.Exists(input);
        if (LiesIn(output, input))
        {
            throw Failure.Usage($"{output}: the output lies in the input. Write elsewhere.");
        }

        string[] files = isFolder ? [.. Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : File.Exists(input) ? [input]
            : throw new FileNotFoundException($"{input}: there is no such file.", input);
        var copies = new Copies(new Deidentifier(OptionsOf(parsed)), isFolder ? output : null, output);
        List<Outcome> outcomes = host.Follow("de-identifying", progress => Copy(files, copies, host, progress, cancellation));
        int failed = outcomes.Count(one => one.Error is not null);
        host.WriteJson(new { Output = output, Files = outcomes });
        host.Write($"{output}: {outcomes.Count - failed} of {outcomes.Count} DICOM file(s) de-identified");
        return outcomes.Count == 0
            ? throw Failure.Unreadable($"{input}: DICOM files were expected; none came.")
            : ExitCode.OfCases(outcomes.Count - failed, failed, ExitCode.Unreadable);
    }

    private static bool LiesIn(string path, string folder)
    {
        static string Whole(string one) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(one)) + Path.DirectorySeparatorChar;
        return Whole(path).StartsWith(Whole(folder), StringComparison.Ordinal);
    }

    private static DeidentificationOptions OptionsOf(ParseResult parsed) => new()
    {
        Key = parsed.GetValue(Key) is { } text ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : RandomNumberGenerator.GetBytes(32),
        ShiftDates = parsed.GetValue(ShiftDates),
        RetainPatientCharacteristics = parsed.GetValue(RetainPatient),
        RetainDevice = parsed.GetValue(RetainDevice),
        RetainUids = parsed.GetValue(RetainUids),
    };

    /// <summary>What is not DICOM, and the list of a medium's files (which names patients), is left behind.</summary>
    private static List<Outcome> Copy(string[] files, Copies copies, Host host, Hosting.Progress progress, CancellationToken cancellation)
    {
        var outcomes = new List<Outcome>();
        for (int i = 0; i < files.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report((double)i / files.Length, $"{i + 1} of {files.Length}");
            try
            {
                if (DicomFile.TryRead(files[i]) is not { } file || file.Dataset.Contains(DicomTag.Parse("DirectoryRecordSequence")))
                {
                    host.Detail($"{files[i]}: not copied, because it is no DICOM object");
                    continue;
                }

                string? doubt = Deidentifier.BurnedInDoubt(file.Dataset);
                string written = copies.Write(file);
                if (doubt is not null)
                {
                    host.Warn($"{written}: {doubt}. Look at it before you pass it on.");
                }

                outcomes.Add(new Outcome(files[i], written, doubt, null));
            }
            catch (VolumeFormatException error)
            {
                host.TellError(ErrorMapping.MessageOf(error));
                outcomes.Add(new Outcome(files[i], null, null, ErrorMapping.MessageOf(error)));
            }
        }

        return outcomes;
    }

    /// <summary>Where copies go. Their names tell nothing: old file names often hold patients' names.</summary>
    private sealed class Copies(Deidentifier deidentifier, string? folder, string onlyFile)
    {
        private readonly Dictionary<string, int> written = [];

        public string Write(DicomFile file)
        {
            DicomFile clean = deidentifier.Apply(file);
            string path = folder is null ? onlyFile : NextIn(clean.Dataset.Text(DicomTag.Parse("SeriesInstanceUID")) ?? "objects");
            Failure.Writing(path, () => clean.Write(path));
            return path;
        }

        private string NextIn(string series)
        {
            int number = written[series] = written.GetValueOrDefault(series) + 1;
            return Path.Combine(folder!, series, $"{number:00000}.dcm");
        }
    }

    private sealed record Outcome(string Input, string? Output, string? BurnedInDoubt, string? Error);
}
