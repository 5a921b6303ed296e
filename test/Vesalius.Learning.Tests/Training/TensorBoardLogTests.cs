using System.Buffers.Binary;
using System.Text;
using Vesalius.Learning.Training;
using Xunit;

namespace Vesalius.Learning.Tests.Training;

public sealed class TensorBoardLogTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Records_hold_their_lengths_and_the_checksum_of_the_format()
    {
        using (var log = new TensorBoardLog(folder))
        {
            log.Add("train/loss", 300, 0.25);
        }

        byte[] bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder, "events.out.tfevents.*")));
        List<byte[]> records = Records(bytes);
        Assert.Equal(2, records.Count);
        Assert.EndsWith("brain.Event:2", Encoding.ASCII.GetString(records[0]), StringComparison.Ordinal);
        // double wall_time = 1; int64 step = 2 (300 = AC 02); Summary summary = 5 { Value value = 1 { string tag = 1; float simple_value = 2 } }
        Assert.Equal("10AC022A130A110A0A747261696E2F6C6F7373150000803E", Convert.ToHexString(records[1].AsSpan(9)));
    }

    [Fact]
    public void The_checksum_is_the_masked_crc32c_that_the_format_asks_for()
    {
        using (new TensorBoardLog(folder))
        {
        }

        byte[] bytes = File.ReadAllBytes(Directory.GetFiles(folder)[0]);
        Assert.Equal(Masked(bytes.AsSpan(0, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)));
        Assert.Equal(0xE3069283u, Crc("123456789"u8));
    }

    private static List<byte[]> Records(byte[] bytes)
    {
        var records = new List<byte[]>();
        for (int at = 0; at < bytes.Length;)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
            records.Add(bytes[(at + 12)..(at + 12 + length)]);
            Assert.Equal(Masked(records[^1]), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            at += 16 + length;
        }

        return records;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    // Bit by bit, by the definition of CRC-32C (Castagnoli).
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        return ~crc;
    }
}
