using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Vesalius.Learning.Networks.Native;

/// <summary>The address of a tensor's first element, for kernels written in C#.</summary>
internal static partial class TensorMemory
{
    /// <summary>The first element of a CPU tensor. Valid while the tensor lives.</summary>
    public static nint Address(Tensor tensor)
    {
        nint address = THSTensor_data(tensor.Handle);
        GC.KeepAlive(tensor);
        return address;
    }

    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_data(nint handle);
}
