using System.Buffers.Binary;
using System.Numerics;
using Vesalius.Learning.Models;

namespace Vesalius.Learning.Training;

/// <summary>
/// Scalars over the epochs in TensorBoard's own file format: records of a length, its checksum, an Event message, its checksum. Source:
/// tensorflow/core/util/event.proto and lib/io/record_writer.
/// </summary>
public sealed class TensorBoardLog : IDisposable
{
    private readonly FileStream file;
    private readonly TimeProvider clock;

    /// <summary>A new event file in a folder, which is made if need be.</summary>
    /// <param name="folder">Where TensorBoard looks.</param>
    /// <param name="clock">The time that events bear.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public TensorBoardLog(string folder, TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        Directory.CreateDirectory(folder);
        string name = $"events.out.tfevents.{this.clock.GetUtcNow().ToUnixTimeSeconds()}.vesalius";
        file = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.Read);
        Write(0, message => message.Text(3, "brain.Event:2"));
    }

    /// <summary>Adds the figures of an epoch: loss, learning rate, validation Dice where there is one, and seconds.</summary>
    public void Add(EpochReport epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Add("train/loss", epoch.Epoch, epoch.Loss);
        Add("train/learning_rate", epoch.Epoch, epoch.LearningRate);
        Add("train/seconds", epoch.Epoch, epoch.Seconds);
        if (epoch.ValidationDice is { } dice)
        {
            Add("validation/dice", epoch.Epoch, dice);
        }
    }

    /// <summary>Adds one figure.</summary>
    /// <param name="tag">What it is; '/' groups.</param>
    /// <param name="step">The step it belongs to.</param>
    /// <param name="value">The figure.</param>
    public void Add(string tag, long step, double value) =>
        Write(step, message => message.Message(5, summary => summary.Message(1, one => one.Text(1, tag).Single(2, (float)value))));

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Write(long step, Action<ProtobufWriter> what)
    {
        using var happened = new ProtobufWriter();
        happened.Double(1, clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0).Number(2, step);
        what(happened);
        byte[] message = happened.ToArray();
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, message.Length);
        file.Write([.. length, .. Checksum(length), .. message, .. Checksum(message)]);
        file.Flush();
    }

    // CRC-32C, rotated and offset so that a checksum of checksums does not degenerate.
    private static byte[] Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        crc = ~crc;
        byte[] masked = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(masked, BitOperations.RotateRight(crc, 15) + 0xA282EAD8);
        return masked;
    }
}
