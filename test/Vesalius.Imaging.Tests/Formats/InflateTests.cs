using System.IO.Compression;
using CsCheck;
using Vesalius.Imaging.Formats.Storage.Deflate;

namespace Vesalius.Imaging.Tests.Formats;

/// <summary>The unpacker against the framework's packer and unpacker.</summary>
public sealed class InflateTests
{
    /// <summary>Bytes with runs, repeated stretches and noise, so that every kind of block and code occurs.</summary>
    private static readonly Gen<byte[]> Content =
        Gen.Select(Gen.Int[0, 200_000], Gen.Int, Gen.Int[1, 256], (length, seed, letters) =>
        {
            var random = new Random(seed);
            byte[] bytes = new byte[length];
            for (int at = 0; at < length;)
            {
                int run = Math.Min(random.Next(1, 1000), length - at);
                if (at > 0 && random.Next(3) > 0)
                {
                    int back = random.Next(1, at + 1);
                    for (int i = 0; i < run; i++)
                    {
                        bytes[at + i] = bytes[at + i - back];
                    }
                }
                else
                {
                    for (int i = 0; i < run; i++)
                    {
                        bytes[at + i] = (byte)random.Next(letters);
                    }
                }

                at += run;
            }

            return bytes;
        });

    private static readonly Gen<CompressionLevel> Level = Gen.OneOfConst(CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.NoCompression, CompressionLevel.SmallestSize);

    [Fact]
    public void What_was_packed_comes_back_byte_for_byte() =>
        Gen.Select(Content, Level, Gen.Bool).Sample((content, level, gzip) => Assert.Equal(content, Unpack(Pack(content, level, gzip), gzip)), iter: 200);

    [Fact]
    public void A_stream_cut_anywhere_is_an_error_and_never_complete() =>
        Gen.Select(Content, Level, Gen.Bool, Gen.Double[0, 1]).Sample((content, level, gzip, part) =>
        {
            byte[] packed = Pack(content, level, gzip);
            byte[] cut = packed[..(int)(part * packed.Length)];
            if (cut.Length < packed.Length)
            {
                Exception error = Assert.ThrowsAny<Exception>(() => Unpack(cut, gzip));
                Assert.True(error is EndOfStreamException or InvalidDataException, error.ToString());
            }
        }, iter: 200);

    [Fact]
    public void A_changed_byte_is_noticed_or_does_no_harm() =>
        Gen.Select(Content, Level, Gen.Double[0, 0.999], Gen.Byte).Sample((content, level, place, value) =>
        {
            byte[] packed = Pack(content, level, true);
            packed[10 + (int)(place * (packed.Length - 10))] = value;
            try
            {
                Assert.Equal(content, Unpack(packed, true));
            }
            catch (Exception error) when (error is EndOfStreamException or InvalidDataException)
            {
            }
        }, iter: 300);

    [Fact]
    public void Gzip_members_that_follow_each_other_are_one_stream_and_other_bytes_after_them_are_left_alone()
    {
        byte[] first = [1, 2, 3], second = [4, 5];
        byte[] both = [.. Pack(first, CompressionLevel.Fastest, true), .. Pack(second, CompressionLevel.Optimal, true), 0, 0, 7];
        Assert.Equal([1, 2, 3, 4, 5], Unpack(both, true));
    }

    private static byte[] Pack(byte[] content, CompressionLevel level, bool gzip)
    {
        var packed = new MemoryStream();
        using (Stream stream = gzip ? new GZipStream(packed, level) : new ZLibStream(packed, level))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed, bool gzip)
    {
        var content = new MemoryStream();
        new InflateStream(new MemoryStream(packed), gzip).CopyTo(content);
        return content.ToArray();
    }
}
