using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>
/// Label names in a NIfTI file: the label table of the Caret extension (XML), which the Connectome Workbench and several segmentation tools
/// write and read. NIfTI itself has no place for names.
/// </summary>
internal static class CaretLabels
{
    private const int CaretCode = 30;

    /// <summary>Whether an extension is such a table.</summary>
    public static bool IsTable(NiftiExtension extension) =>
        extension.Code is 0 or CaretCode && extension.Text is { } text && text.Contains("<LabelTable", StringComparison.Ordinal);

    /// <summary>The names of the first readable table, or null.</summary>
    public static LabelTable? Find(IEnumerable<NiftiExtension> extensions) =>
        extensions.Where(IsTable).Select(extension => Parse(extension.Text!)).FirstOrDefault(table => table is not null);

    /// <summary>The extension that holds names and colours.</summary>
    public static NiftiExtension Encode(LabelTable labels)
    {
        static string Part(byte part) => (part / 255.0).ToString("0.######", CultureInfo.InvariantCulture);
        IEnumerable<XElement> entries = labels.Select(label => new XElement(
            "Label", new XAttribute("Key", label.Value), new XAttribute("Red", Part(label.Color.Red)), new XAttribute("Green", Part(label.Color.Green)),
            new XAttribute("Blue", Part(label.Color.Blue)), new XAttribute("Alpha", 1), new XCData(Printable(label.Name))));
        var document = new XElement("CaretExtension", new XElement(
            "VolumeInformation", new XAttribute("Index", 0), new XElement("LabelTable", entries), new XElement("VolumeType", new XCData("Label"))));
        return new NiftiExtension(CaretCode, System.Text.Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + document.ToString(SaveOptions.DisableFormatting)));
    }

    private static LabelTable? Parse(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml.TrimStart()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            IEnumerable<Label> labels =
                from entry in XDocument.Load(reader).Descendants("Label")
                let value = (int?)entry.Attribute("Key") ?? 0
                where value is >= 1 and <= ushort.MaxValue
                select new Label(value, entry.Value.Trim(), new Rgb(Part(entry, "Red"), Part(entry, "Green"), Part(entry, "Blue")));
            return new LabelTable(labels.ToArray());
        }
        catch (Exception error) when (error is XmlException or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static byte Part(XElement entry, string name) => (byte)Math.Round(255 * Math.Clamp((double?)entry.Attribute(name) ?? 1, 0, 1));

    private static string Printable(string name) => new([.. name.Where(XmlConvert.IsXmlChar)]);
}
