namespace OmsGateway.MsiBuilder.Transforms;

/// <summary>Two databases are too different for one to be a language of the other, or a transform is malformed.</summary>
public sealed class TransformException(string message) : Exception(message);
