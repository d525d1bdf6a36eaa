namespace OmsGateway.MsiBuilder.Validation;

/// <summary>One of Microsoft's Internal Consistency Evaluators, as far as tables can answer it.</summary>
internal interface IValidationRule
{
    /// <summary>Its name, such as ICE34; Microsoft's page of that name says more.</summary>
    string Ice { get; }

    /// <summary>What is wrong, in a sentence each.</summary>
    IEnumerable<string> Check(Tables tables);
}
