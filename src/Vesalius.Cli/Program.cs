using System.Runtime.InteropServices;
using System.Text;
using Vesalius.Cli.Hosting;
using Vesalius.Dicom;
using Vesalius.Imaging.Formats;

// The one place that knows the process: its streams, its environment, its signals.
Console.OutputEncoding = Encoding.UTF8;
static bool IsSet(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));
VolumeFile.Add(new DicomFormat());
bool plain = IsSet("NO_COLOR") || Environment.GetEnvironmentVariable("TERM") == "dumb";

using var interruption = new Interruption(() =>
{
    Console.Error.WriteLine("vesalius: interrupted in the middle of a step; what was on disk before it stays");
    ProcessEnd.AtOnce(ExitCode.Interrupted);
});
using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, interruption.On);
using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, interruption.On);

return CommandLine.Run(args, new Streams
{
    Out = Console.Out,
    Error = Console.Error,
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    HasColor = !plain,
}, interruption.Token);
