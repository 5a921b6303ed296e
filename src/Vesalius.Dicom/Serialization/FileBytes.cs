using Microsoft.Win32.SafeHandles;

namespace Vesalius.Dicom.Serialization;

/// <summary>A file's bytes. It is opened for every read, so that thousands of files can be known at once without being held open.</summary>
internal sealed class FileBytes : IByteSource
{
    private readonly string path;

    public FileBytes(string path, long length)
    {
        this.path = path;
        Length = length;
    }

    public long Length { get; }

    public void Read(long position, Span<byte> target)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        Read(file, position, target);
    }

    /// <summary>Reads from an open file.</summary>
    public static void Read(SafeFileHandle file, long position, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int count = RandomAccess.Read(file, target, position);
            if (count == 0)
            {
                throw new CutShortException($"the file ends at byte {position}, {target.Length} bytes before it should", position);
            }

            position += count;
            target = target[count..];
        }
    }
}
