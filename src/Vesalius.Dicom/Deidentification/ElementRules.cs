using static Vesalius.Dicom.ValueRepresentation;

namespace Vesalius.Dicom.Deidentification;

/// <summary>
/// Which rule an element follows: first the lines of the profile, then what its kind of value means. So an element that the table of some
/// edition
/// does not name yet is not let through because of that: every name, date, UID, free text and private element is dealt with.
/// </summary>
internal sealed class ElementRules(DeidentificationOptions options)
{
    /// <summary>Dates and times that a data set has to have, if only without a value (type 2).</summary>
    private static readonly HashSet<string> EmptiedTimes =
        ["StudyDate", "StudyTime", "PatientBirthDate", "StructureSetDate", "StructureSetTime", "ReviewDate", "ReviewTime", "AcquisitionDate",
            "AcquisitionTime"];

    /// <summary>
    /// Dates and times that must have a value (type 1), in one kind of object at least: those of the content in enhanced images, segmentations
    /// and reports, those of the series in PET. Where the profile leaves the choice (Z/D, X/D) a value that says nothing is right everywhere.
    /// </summary>
    private static readonly HashSet<string> FilledTimes =
    [
        "ContentDate", "ContentTime", "SeriesDate", "SeriesTime",
        "FrameAcquisitionDateTime", "FrameReferenceDateTime", "VerificationDateTime", "DateTime", "Date", "Time", "ReferencedDateTime",
            "AttributeModificationDateTime", "DigitalSignatureDateTime",
        "HangingProtocolCreationDateTime", "SourceStrengthReferenceDate", "SourceStrengthReferenceTime", "PresentationCreationDate",
            "PresentationCreationTime", "ObservationDateTime", "AcquisitionDateTime",
        "TreatmentControlPointDate", "TreatmentControlPointTime", "DecayCorrectionDateTime", "InterlockDateTime",
            "StartAcquisitionDateTime", "EndAcquisitionDateTime",
    ];

    private static readonly HashSet<string> EmptiedNames =
        ["PatientName", "ReferringPhysicianName", "ConsultingPhysicianName", "ROIInterpreter", "ReviewerName", "ContentCreatorName"];

    private static readonly HashSet<string> FilledNames = ["VerifyingObserverName", "PersonName"];

    /// <summary>Free texts that say how a picture was made, not whose it is, and that readers of it need.</summary>
    private static readonly HashSet<string> KeptTexts =
        ["LossyImageCompressionMethod", "PixelSpacingCalibrationDescription", "CodeMeaning", "LongCodeValue", "URNCodeValue"];

    /// <summary>Free texts that must have a value (type 1) where what stands beside them is kept: the UID of a track, the type of an identifier.</summary>
    private static readonly HashSet<string> FilledTexts = ["TrackingID", "UniversalEntityID", "LocalNamespaceEntityID"];

    /// <summary>Names of machines that must have a value (type 1) in enhanced images and segmentations, or in X-ray images.</summary>
    private static readonly HashSet<string> FilledMachines = ["DetectorID", "DeviceSerialNumber"];

    /// <summary>Sequences that reports must have, if only without an item (type 2), and other objects must not have without one (type 3): full ones go.</summary>
    private static readonly HashSet<string> EmptyOrGone = ["ReferencedPerformedProcedureStepSequence"];

    /// <summary>The rule of an element.</summary>
    public ElementRule For(DicomElement element)
    {
        DicomTag tag = element.Tag;
        if (tag.IsPrivate || IsOverlayOrCurve(tag))
        {
            return ElementRule.Remove;
        }

        return ProfileTable.Find(tag) switch
        {
            'X' => ElementRule.Remove,
            'Z' => EmptyOrGone.Contains(tag.Keyword) && !element.IsEmpty ? ElementRule.Remove : ElementRule.Empty,
            'D' => ElementRule.Dummy,
            'P' => options.RetainPatientCharacteristics ? ElementRule.Keep : tag.Keyword == "PatientSex"
                ? ElementRule.Empty : ElementRule.Remove,
            'M' => options.RetainDevice ? ElementRule.Keep : FilledMachines.Contains(tag.Keyword) ? ElementRule.Dummy : ElementRule.Remove,
            _ => ByKind(element),
        };
    }

    private ElementRule ByKind(DicomElement element)
    {
        string keyword = element.Tag.Keyword;
        ValueRepresentation kind = element.Representation == UN ? DicomDictionary.RepresentationOf(element.Tag) : element.Representation;
        return kind switch
        {
            UI => options.RetainUids ? ElementRule.Keep : ElementRule.Uid,
            DA or TM or DT when options.ShiftDates && keyword != "PatientBirthDate" && keyword != "PatientBirthTime" => ElementRule.Shift,
            DA or TM or DT => EmptiedTimes.Contains(keyword) ? ElementRule.Empty : FilledTimes.Contains(keyword)
                ? ElementRule.Dummy : ElementRule.Remove,
            PN => EmptiedNames.Contains(keyword) ? ElementRule.Empty : FilledNames.Contains(keyword)
                ? ElementRule.Dummy : ElementRule.Remove,
            LT or ST or UT or UC or UR => KeptTexts.Contains(keyword) ? ElementRule.Keep : FilledTexts.Contains(keyword)
                ? ElementRule.Dummy : ElementRule.Remove,
            AE or UN => ElementRule.Remove,
            _ => ElementRule.Keep,
        };
    }

    /// <summary>Overlays and curves may be handwriting.</summary>
    private static bool IsOverlayOrCurve(DicomTag tag) =>
        (tag.Group is >= 0x5000 and <= 0x501E) || (tag.Group is >= 0x6000 and <= 0x601E && tag.Element is 0x3000 or 0x4000);
}
