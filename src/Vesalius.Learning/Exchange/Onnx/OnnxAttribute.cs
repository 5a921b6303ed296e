using Vesalius.Learning.Models;

namespace Vesalius.Learning.Exchange.Onnx;

/// <summary>A named constant of an ONNX operator: whole numbers, or one real or whole number.</summary>
internal sealed record OnnxAttribute(string Name, long[]? Numbers = null, float? Real = null, long? Number = null)
{
    // Numbers of AttributeProto's fields and of its types in onnx.proto.
    private const int NameField = 1, RealField = 2, NumberField = 3, NumbersField = 8, TypeField = 20;
    private const int RealType = 1, NumberType = 2, NumbersType = 7;

    public void Write(ProtobufWriter to)
    {
        to.Text(NameField, Name);
        if (Real is { } real)
        {
            to.Single(RealField, real).Number(TypeField, RealType);
        }
        else if (Number is { } number)
        {
            to.Number(NumberField, number).Number(TypeField, NumberType);
        }
        else
        {
            foreach (long one in Numbers ?? [])
            {
                to.Number(NumbersField, one);
            }

            to.Number(TypeField, NumbersType);
        }
    }
}
