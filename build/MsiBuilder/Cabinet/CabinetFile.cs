using OmsGateway.MsiBuilder.CompoundFile;

namespace OmsGateway.MsiBuilder.Cabinet;

/// <summary>A file to put into a cabinet: in an MSI it is named by its key in the File table.</summary>
internal sealed record CabinetFile(string Name, StreamContent Content);
