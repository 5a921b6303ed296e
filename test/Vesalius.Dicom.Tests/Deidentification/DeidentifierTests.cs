using System.Text;
using Vesalius.Dicom.Deidentification;

namespace Vesalius.Dicom.Tests.Deidentification;

public sealed class DeidentifierTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a secret of many bytes");

    private static readonly DicomDataset Patient = new(
    [
        Text("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"), Text("SOPInstanceUID", "1.2.3.4"), Text("StudyInstanceUID", "1.2.3"),
            Text("PatientName", "Secret^Name"), Text("PatientID", "Secret7"),
        Text("PatientBirthDate", "19500102"), Text("StudyDate", "20200315"), Text("AcquisitionDateTime", "20200315123456.5"),
            Text("PatientAge", "070Y"), Text("InstitutionName", "Secret hospital"),
        Text("StudyDescription", "Secret study"), Text("ImageComments", "Secret comment"), Text("StationName", "SecretStation"),
            Text("KVP", "120"), Text("Modality", "CT"),
        new DicomElement(DicomTag.Parse("ReferencedImageSequence"),
            [new DicomDataset([Text("ReferencedSOPInstanceUID", "1.2.3.4"), Text("OperatorsName", "Secret^Operator")])]),
        new DicomElement(new DicomTag(0x0009, 0x0010), ValueRepresentation.LO, "SecretMaker"u8.ToArray()),
    ]);

    [Fact]
    public void Nothing_that_says_who_the_patient_is_is_left_in_the_written_file()
    {
        string written = Written(Apply(new DeidentificationOptions { Key = Key }));
        Assert.DoesNotContain("Secret", written, StringComparison.Ordinal);
        Assert.DoesNotContain("19500102", written, StringComparison.Ordinal);
        Assert.DoesNotContain("20200315", written, StringComparison.Ordinal);
        Assert.DoesNotContain("1.2.3.4", written, StringComparison.Ordinal);
        Assert.DoesNotContain("070Y", written, StringComparison.Ordinal);
        Assert.Contains("120", written, StringComparison.Ordinal);
    }

    [Fact]
    public void References_still_lead_to_their_targets_and_known_uids_stay()
    {
        DicomDataset clean = Apply(new DeidentificationOptions { Key = Key }).Dataset;
        DicomDataset reference = clean.Items(DicomTag.Parse("ReferencedImageSequence"))[0];
        Assert.Equal(clean.Text(Tags.SOPInstanceUID), reference.Text(DicomTag.Parse("ReferencedSOPInstanceUID")));
        Assert.StartsWith("2.25.", clean.Text(Tags.SOPInstanceUID), StringComparison.Ordinal);
        Assert.True(clean.Text(Tags.SOPInstanceUID)!.Length <= 64);
        Assert.Equal("1.2.840.10008.5.1.4.1.1.2", clean.Text(Tags.SOPClassUID));
        Assert.Equal("YES", clean.Text(DicomTag.Parse("PatientIdentityRemoved")));
    }

    [Fact]
    public void The_same_key_gives_the_same_identity_and_another_key_another_one()
    {
        string Of(byte[] key) => Written(Apply(new DeidentificationOptions { Key = key }));
        Assert.Equal(Of(Key), Of(Key));
        Assert.NotEqual(Of(Key), Of([.. Key, 1]));
    }

    [Fact]
    public void Shifted_dates_keep_their_distances_and_options_keep_what_they_name()
    {
        DicomDataset clean =
            Apply(new DeidentificationOptions { Key = Key, ShiftDates = true, RetainPatientCharacteristics = true, RetainDevice =
            true, RetainUids = true }).Dataset;
        string study = clean.Text(Tags.StudyDate)!;
        Assert.NotEqual("20200315", study);
        Assert.Equal(study + "123456.5", clean.Text(Tags.AcquisitionDateTime));
        Assert.Equal(("070Y", "SecretStation", "1.2.3.4"),
            (clean.Text(DicomTag.Parse("PatientAge")), clean.Text(DicomTag.Parse("StationName")), clean.Text(Tags.SOPInstanceUID)));
        Assert.Null(clean.Text(DicomTag.Parse("PatientBirthDate")));
    }

    /// <summary>Type 1 in enhanced images, segmentations, reports and PET: an empty one would make the copy an object that the standard does not know.</summary>
    [Fact]
    public void What_some_objects_must_have_keeps_a_value_that_says_nothing()
    {
        var original = new DicomDataset(
        [
            Text("ContentDate", "20200315"), Text("ContentTime", "123456"), Text("SeriesDate", "20200315"), Text("SeriesTime", "123456"),
            Text("DeviceSerialNumber", "Secret5"), Text("TrackingID", "Secret lesion"), Text("TrackingUID", "1.2.3.9"),
            new DicomElement(DicomTag.Parse("AcquisitionContextSequence"), [new DicomDataset([Text("KVP", "120")])]),
        ]);
        DicomDataset clean = new Deidentifier(new DeidentificationOptions { Key = Key }).Apply(new DicomFile(DicomDataset.Empty, original)).Dataset;
        string[] filled = ["ContentDate", "ContentTime", "SeriesDate", "SeriesTime", "DeviceSerialNumber", "TrackingID"];
        Assert.Equal(["19000101", "000000", "19000101", "000000", "ANONYMIZED", "ANONYMIZED"], filled.Select(one => clean.Text(DicomTag.Parse(one))));
        Assert.True(clean.Find(DicomTag.Parse("AcquisitionContextSequence")) is { IsSequence: true, IsEmpty: true });
    }

    [Fact]
    public void A_reference_to_a_procedure_goes_and_the_empty_place_of_one_stays()
    {
        DicomTag steps = DicomTag.Parse("ReferencedPerformedProcedureStepSequence");
        DicomDataset Clean(params DicomDataset[] items) => new Deidentifier(new DeidentificationOptions { Key = Key })
            .Apply(new DicomFile(DicomDataset.Empty, new DicomDataset([new DicomElement(steps, items)]))).Dataset;
        Assert.False(Clean(new DicomDataset([Text("ReferencedSOPInstanceUID", "1.2.3.4")])).Contains(steps));
        Assert.True(Clean().Find(steps) is { IsSequence: true, IsEmpty: true });
    }

    /// <summary>Every line of the profile: an element that it names, anywhere, loses its value.</summary>
    [Fact]
    public void No_text_element_of_the_dictionary_with_a_persons_meaning_keeps_its_value()
    {
        var deidentifier = new Deidentifier(new DeidentificationOptions { Key = Key });
        foreach (string keyword in new[] { "PatientName", "OtherPatientNames", "PatientMotherBirthName", "ReferringPhysicianName",
            "PerformingPhysicianName", "PatientAddress", "AccessionNumber", "StudyID", "DeviceSerialNumber",
            "RequestedProcedureDescription", "PatientComments", "IssuerOfPatientID", "ProtocolName", "SeriesDescription" })
        {
            var dataset = new DicomDataset(
                [Text("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"), Text("SOPInstanceUID", "1.2"), Text(keyword, "Secret")]);
            Assert.DoesNotContain(
                "Secret", Written(deidentifier.Apply(new DicomFile(DicomDataset.Empty, dataset))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pictures_that_may_show_names_are_doubted()
    {
        Assert.NotNull(Deidentifier.BurnedInDoubt(new DicomDataset([Text("Modality", "US")])));
        Assert.Null(Deidentifier.BurnedInDoubt(new DicomDataset([Text("Modality", "US"), Text("BurnedInAnnotation", "NO")])));
        Assert.Null(Deidentifier.BurnedInDoubt(Patient));
    }

    private static DicomElement Text(string keyword, string value) => DicomElement.OfText(DicomTag.Parse(keyword), value);

    private static DicomFile Apply(DeidentificationOptions options) =>
        new Deidentifier(options).Apply(new DicomFile(DicomDataset.Empty, Patient));

    private static string Written(DicomFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return Encoding.Latin1.GetString(stream.ToArray());
    }
}
