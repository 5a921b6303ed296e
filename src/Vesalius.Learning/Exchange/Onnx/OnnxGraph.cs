using Vesalius.Learning.Models;

namespace Vesalius.Learning.Exchange.Onnx;

/// <summary>An ONNX graph that grows operator by operator. Source: onnx/onnx.proto (IR version 8), operator set 17.</summary>
internal sealed class OnnxGraph : IDisposable
{
    private const int FloatType = 1;

    // GraphProto
    private const int NodeField = 1, GraphNameField = 2, InitializerField = 5, InputField = 11, OutputField = 12;

    private readonly ProtobufWriter writer = new();
    private readonly HashSet<string> constants = [];
    private int values;

    /// <summary>Bytes so far.</summary>
    public long Length => writer.Length;

    /// <summary>Adds an operator.</summary>
    /// <returns>The name of its result.</returns>
    public string Apply(string operation, IEnumerable<string> inputs, params IEnumerable<OnnxAttribute> attributes) =>
        ApplyInto($"v{++values}", operation, inputs, attributes);

    /// <summary>Adds an operator whose result has a given name.</summary>
    public string ApplyInto(string result, string operation, IEnumerable<string> inputs, params IEnumerable<OnnxAttribute> attributes)
    {
        writer.Message(NodeField, node =>
        {
            foreach (string input in inputs)
            {
                node.Text(1, input);
            }

            node.Text(2, result).Text(3, $"{operation}_{result}").Text(4, operation);
            foreach (OnnxAttribute attribute in attributes)
            {
                node.Message(5, attribute.Write);
            }
        });
        return result;
    }

    /// <summary>Adds numbers under a name, once.</summary>
    /// <returns>The name.</returns>
    public string Constant(string name, long[] shape, float[] numbers)
    {
        if (constants.Add(name))
        {
            writer.Message(InitializerField, tensor =>
            {
                foreach (long size in shape)
                {
                    tensor.Number(1, size);
                }

                tensor.Number(2, FloatType).Text(8, name).Floats(9, numbers);
            });
        }

        return name;
    }

    /// <summary>Names the graph's input and output; sizes are numbers or, where they may be any, names.</summary>
    public void Ends((string Name, object[] Shape) input, (string Name, object[] Shape) output)
    {
        writer.Text(GraphNameField, "unet");
        writer.Message(InputField, value => Describe(value, input.Name, input.Shape));
        writer.Message(OutputField, value => Describe(value, output.Name, output.Shape));
    }

    /// <summary>Writes the model: this graph, what it was made by, and text that belongs to it.</summary>
    public void Write(Stream stream, IReadOnlyDictionary<string, string> metadata)
    {
        using var model = new ProtobufWriter();
        model.Number(1, 8).Text(2, "vesalius");
        model.Message(8, set => set.Text(1, string.Empty).Number(2, 17));
        foreach ((string key, string value) in metadata)
        {
            model.Message(14, entry => entry.Text(1, key).Text(2, value));
        }

        model.WriteTo(stream);

        // The graph comes last and is not copied: it holds the weights.
        using var head = new ProtobufWriter();
        head.Prefix(7, writer.Length);
        head.WriteTo(stream);
        writer.WriteTo(stream);
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private static void Describe(ProtobufWriter value, string name, object[] shape) =>
        value.Text(1, name).Message(2, type => type.Message(1, tensor => tensor.Number(1, FloatType).Message(2, sizes =>
        {
            foreach (object size in shape)
            {
                sizes.Message(1, dimension => _ = size is string any ? dimension.Text(2, any) : dimension.Number(1, Convert.ToInt64(size, null)));
            }
        })));
}
