using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Vesalius.Dicom.Deidentification;

/// <summary>
/// What stands in the place of identifying values, derived from the secret key so that the same value always gets the same one.
/// </summary>
internal sealed class Pseudonyms(ReadOnlyMemory<byte> key)
{
    private const int MostDays = 3650;

    /// <summary>Another UID under the root of UUIDs (PS3.5 annex B.2).</summary>
    public string Uid(string uid) =>
        "2.25." + new BigInteger(Hash("uid", uid).AsSpan(0, 16), isUnsigned: true).ToString(CultureInfo.InvariantCulture);

    /// <summary>A patient's new identity.</summary>
    public string Patient(string patient) => "ANON-" + Convert.ToHexString(Hash("patient", patient).AsSpan(0, 6));

    /// <summary>How many days a patient's dates are moved back: one to about ten years.</summary>
    public int Days(string patient) => 366 + (int)(BitConverter.ToUInt32(Hash("days", patient)) % (MostDays - 366));

    private byte[] Hash(string purpose, string value) => HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"{purpose}\0{value}"));
}
