@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # The tests need a password that everybody may know.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
    )
}
