# The module in a real PowerShell: loading, binding, confirmation, pipelines, help. Invoke-ModuleTests.ps1 runs this; the project
# this folder is in runs that in PowerShell 7, and tests what the cmdlets do inside without an engine.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester shares variables between blocks.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'Used within the blocks.')]
param(
    [Parameter(Mandatory = $true)]
    [string] $Manifest
)

BeforeDiscovery {
    $commands = (Import-PowerShellDataFile -Path $Manifest).CmdletsToExport | ForEach-Object { @{ Name = $_ } }
    $aliases = (Import-PowerShellDataFile -Path $Manifest).AliasesToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    Import-Module -Name $Manifest -Force
}

AfterAll {
    Remove-Module -Name OMSGateway
}

Describe 'The module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest -Path $Manifest -ErrorAction Stop).Name | Should -Be 'OMSGateway'
    }

    It 'exports what its manifest lists' {
        $data = Import-PowerShellDataFile -Path $Manifest
        $module = Get-Module -Name OMSGateway
        @($module.ExportedCmdlets.Keys | Sort-Object) | Should -Be @($data.CmdletsToExport | Sort-Object)
        @($module.ExportedAliases.Keys | Sort-Object) | Should -Be @($data.AliasesToExport | Sort-Object)
    }

    It 'has help for <Name>' -ForEach $commands {
        $help = Get-Help -Name $Name -Full
        $help.Synopsis.Trim() | Should -Not -BeLike "$Name*"
        @($help.examples.example).Count | Should -BeGreaterThan 0
        $described = @($help.parameters.parameter | ForEach-Object { $_.name })
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        foreach ($parameter in (Get-Command -Name $Name).Parameters.Keys | Where-Object { $_ -notin $common }) {
            $described | Should -Contain $parameter
        }
    }

    It 'has a topic' {
        (Get-Help -Name about_OMSGateway | Out-String) | Should -Match 'Find-OMSGatewayDeniedHost'
    }

    It 'resolves the alias <Name> to the cmdlet of today' -ForEach $aliases {
        (Get-Alias -Name $Name).ResolvedCommandName | Should -Be $Name.Replace('ForwarderService', 'OMSGateway')
    }
}

Describe 'The cmdlets' {
    BeforeEach {
        $directory = Join-Path $TestDrive ([guid]::NewGuid().ToString())
        $here = @{ ConfigurationDirectory = $directory }
        $list = Join-Path $directory 'allowedlist_server.txt'
    }

    Context 'Confirmation' {
        It 'is High for every cmdlet that changes something' {
            foreach ($command in Get-Command -Module OMSGateway -CommandType Cmdlet | Where-Object { $_.Verb -in 'Add', 'Remove', 'Set' }) {
                $metadata = [System.Management.Automation.CommandMetadata]::new($command)
                $metadata.SupportsShouldProcess | Should -BeTrue
                $metadata.ConfirmImpact | Should -Be 'High'
            }
        }

        It '-Force does not ask' {
            Add-OMSGatewayAllowedHost -Host www.test.com -Force @here
            (Get-OMSGatewayAllowedHost @here).Host | Should -Be 'www.test.com'
        }

        It '-Confirm:$false does not ask' {
            Add-OMSGatewayAllowedHost -Host www.test.com -Confirm:$false @here
            (Get-OMSGatewayAllowedHost @here).Host | Should -Be 'www.test.com'
        }

        It '$ConfirmPreference None does not ask' {
            $ConfirmPreference = 'None'
            Add-OMSGatewayAllowedHost www.test.com @here
            $ConfirmPreference | Should -Be 'None'
            (Get-OMSGatewayAllowedHost @here).Host | Should -Be 'www.test.com'
        }

        It '-WhatIf changes nothing, with -Force or without' {
            Add-OMSGatewayAllowedHost -Host www.test.com -WhatIf @here
            Add-OMSGatewayAllowedHost -Host www.test.com -WhatIf -Force @here
            Test-Path $list | Should -BeFalse
        }

        It '$WhatIfPreference changes nothing, with -Force or without' {
            $WhatIfPreference = $true
            Add-OMSGatewayAllowedHost -Host www.test.com -Force @here
            $WhatIfPreference = $false
            Test-Path $list | Should -BeFalse
        }

        It '-WhatIf:$false outdoes $WhatIfPreference' {
            $WhatIfPreference = $true
            Add-OMSGatewayAllowedHost -Host www.test.com -Force -WhatIf:$false @here
            $WhatIfPreference = $false
            Test-Path $list | Should -BeTrue
        }
    }

    Context 'Settings' {
        It 'are changed by -Name and by -Key' {
            Set-OMSGatewayConfig -Name listenport -Value 3128 -Force @here
            (Get-OMSGatewayConfig -Key ListenPort @here).Value | Should -Be '3128'
            Set-OMSGatewayConfig -Key ListenPort -Value 8081 -Force @here
            (Get-OMSGatewayConfig ListenPort @here).Value | Should -Be '8081'
        }

        It 'take numbers, truth and lists' {
            Set-OMSGatewayConfig AllowedPorts 443, 8443 -Force @here
            Set-OMSGatewayConfig RequireServerName $false -Force @here
            (Get-OMSGatewayConfig AllowedPorts, RequireServerName @here).Value | Should -Be @('443 8443', 'false')
        }

        It 'go back to their default without a value' {
            Set-OMSGatewayConfig -Name ListenPort -Value 3128 -Force @here
            (Set-OMSGatewayConfig -Name ListenPort -Force -PassThru @here).IsDefault | Should -BeTrue
        }

        It 'refuse what the gateway cannot use' {
            { Set-OMSGatewayConfig -Name ListenPort -Value text -Force -ErrorAction Stop @here } |
                Should -Throw -ErrorId 'ConfigurationRefused,*'
            Test-Path (Join-Path $directory 'OMSGateway.config') | Should -BeFalse
        }

        It 'write nothing without -PassThru' {
            Set-OMSGatewayConfig -Name ListenPort -Value 3128 -Force @here | Should -BeNullOrEmpty
        }
    }

    Context 'The relay proxy' {
        It 'takes a SecureString, and shows no password' {
            $secret = ConvertTo-SecureString -String 's3cret-pass' -AsPlainText -Force
            Set-OMSGatewayRelayProxy -Address http://www.myproxy.com:8080 -Username user1 -Password $secret -Force @here
            $proxy = Get-OMSGatewayRelayProxy @here
            $proxy.Address | Should -Be 'http://www.myproxy.com:8080'
            $proxy.UserName | Should -Be 'user1'
            $proxy.HasPassword | Should -BeTrue
            ($proxy, (Get-OMSGatewayConfig @here) | Format-List -Property * | Out-String) | Should -Not -Match 's3cret'
            Get-Content (Join-Path $directory 'OMSGateway.config') -Raw | Should -Not -Match 's3cret'
        }

        It 'takes a password of <Typed> as it was typed, with a warning' -ForEach @(
            @{ Typed = '123' }, @{ Typed = '007' }, @{ Typed = '1e3' }, @{ Typed = '12345678901234567890123456789012' }, @{ Typed = "'a b'" }
        ) {
            $set = 'Set-OMSGatewayRelayProxy -Address http://www.myproxy.com:8080 -Username user1 -Force @here'
            . ([scriptblock]::Create("$set -Password $Typed -WarningVariable warnings -WarningAction SilentlyContinue"))
            $warnings.Count | Should -Be 1
            # The same password again is no change, so the file tells which one is stored.
            $stored = Get-Content (Join-Path $directory 'OMSGateway.config') -Raw
            $secret = ConvertTo-SecureString -String $Typed.Trim("'") -AsPlainText -Force
            Set-OMSGatewayRelayProxy -Address http://www.myproxy.com:8080 -Username user1 -Password $secret -Force @here
            Get-Content (Join-Path $directory 'OMSGateway.config') -Raw | Should -Be $stored
        }

        It 'refuses a password that is neither text nor a SecureString' {
            { Set-OMSGatewayRelayProxy -Address proxy.contoso.com -Username user1 -Password @{ a = 1 } -Force @here } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        }

        It 'takes a credential' {
            $credential = [pscredential]::new('CONTOSO\user1', (ConvertTo-SecureString -String 's3cret-pass' -AsPlainText -Force))
            Set-OMSGatewayRelayProxy -Address proxy.contoso.com -Credential $credential -Force @here
            (Get-OMSGatewayRelayProxy @here).UserName | Should -Be 'CONTOSO\user1'
        }

        It 'is removed by an empty address' {
            Set-OMSGatewayRelayProxy -Address proxy.contoso.com -Force @here
            Set-OMSGatewayRelayProxy -Address "" -Force @here
            Get-OMSGatewayRelayProxy @here | Should -BeNullOrEmpty
        }
    }

    Context 'Allowed hosts' {
        It 'come from the pipeline as text and as objects' {
            'a.test.com', 'b.test.com' | Add-OMSGatewayAllowedHost -Force @here
            [pscustomobject] @{ Host = 'c.test.com' } | Add-OMSGatewayAllowedHost -Force @here
            (Get-OMSGatewayAllowedHost @here).Host | Should -Be @('a.test.com', 'b.test.com', 'c.test.com')
            Get-OMSGatewayAllowedHost @here | Remove-OMSGatewayAllowedHost -Force @here
            Get-OMSGatewayAllowedHost @here | Should -BeNullOrEmpty
        }

        It 'are the local ones among all' {
            Add-OMSGatewayAllowedHost a.test.com -Force @here
            (Get-OMSGatewayAllowedHost -IncludeDownloaded @here).Host | Should -Contain 'a.test.com'
        }

        It 'that are not listed cannot be removed' {
            { Remove-OMSGatewayAllowedHost a.test.com -Force -ErrorAction Stop @here } | Should -Throw -ErrorId 'NotListed,*'
        }

        It 'come from a preset' {
            $preset = @{ Preset = 'AzureMonitorAgent'; Region = 'westeurope', 'northeurope'; WorkspaceId = '11111111-2222-3333-4444-555555555555' }
            $added = Add-OMSGatewayAllowedHost @preset -Force -PassThru -WarningAction SilentlyContinue @here
            $added.Host | Should -Contain 'northeurope.handler.control.monitor.azure.com'
            $added.Host | Should -Contain '11111111-2222-3333-4444-555555555555.ods.opinsights.azure.com'
        }

        It 'of a preset need no host, and a host no preset' {
            { Add-OMSGatewayAllowedHost -Preset AzureArc -Host a.test.com -Force @here } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
            { Add-OMSGatewayAllowedHost -Preset Other -Force @here } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }

        It 'may lie in a directory relative to the location' {
            New-Item -ItemType Directory -Path $directory | Out-Null
            Push-Location $directory
            try { Add-OMSGatewayAllowedHost a.test.com -Force -ConfigurationDirectory sub }
            finally { Pop-Location }
            Test-Path (Join-Path $directory 'sub/allowedlist_server.txt') | Should -BeTrue
        }
    }

    Context 'Client certificates' {
        It 'are added, shown and removed' {
            Add-OMSGatewayAllowedClientCertificate -Subject mycert -Force @here
            (Get-OMSGatewayAllowedClientCertificate @here).Subject | Should -BeLike '*mycert*'
            Remove-OMSGatewayAllowedClientCertificate -Subject mycert -Force @here
            Get-OMSGatewayAllowedClientCertificate @here | Should -BeNullOrEmpty
        }
    }

    Context 'Finding out' {
        It 'tests a host against the list' {
            Add-OMSGatewayAllowedHost '*.test.com' -Force @here
            $test = Test-OMSGatewayHost -Host a.test.com -PolicyOnly @here
            $test.IsAllowed | Should -BeTrue
            $test.Rule | Should -Be '*.test.com'
            $test.IsReachable | Should -BeNullOrEmpty
        }

        It 'says that nothing runs' {
            (Get-OMSGatewayStatus @here).IsRunning | Should -BeFalse
        }

        It 'looks for refused hosts without an error, log or no log' {
            Find-OMSGatewayDeniedHost -Since (Get-Date).AddMinutes(-1) @here -ErrorVariable failures | Out-Null
            $failures | Should -BeNullOrEmpty
        }
    }
}
