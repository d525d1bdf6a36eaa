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
    # In a folder that others may not pass, as root's home, nobody gets to no module.
    $canBeNobody = (Get-Command setpriv -ErrorAction SilentlyContinue) -and (id -u) -eq 0 -and
        $(setpriv --reuid=65534 --regid=65534 --clear-groups test -r $Manifest; $LASTEXITCODE -eq 0)
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
            (Get-OMSGatewayConfig AllowedPorts @here).Value | Should -Be @(443, 8443)
            (Get-OMSGatewayConfig RequireServerName @here).Value | Should -BeFalse
        }

        It 'are numbers, truth, lists, text, or nothing' {
            (Get-OMSGatewayConfig ListenPort @here).Value | Should -BeOfType [int]
            (Get-OMSGatewayConfig IdleTimeoutSeconds @here).Value | Should -BeOfType [int]
            (Get-OMSGatewayConfig RequireServerName @here).Value | Should -BeOfType [bool]
            (Get-OMSGatewayConfig HostPolicy @here).Value | Should -BeOfType [string]
            (Get-OMSGatewayConfig AllowedPorts @here).Value -is [int[]] | Should -BeTrue
            (Get-OMSGatewayConfig ListenAddress @here).Value | Should -Be $null
        }

        It 'keep what is typed, where PowerShell sees a number' {
            Set-OMSGatewayConfig MinimumTlsVersion 1.0 -Force @here
            (Get-OMSGatewayConfig MinimumTlsVersion @here).Value | Should -Be '1.0'
            Set-OMSGatewayRelayProxy -Address proxy.contoso.com -Username a -Force @here
            Set-OMSGatewayConfig RelayProxyUserName 007 -Force @here
            (Get-OMSGatewayRelayProxy @here).UserName | Should -BeExactly '007'
        }

        It 'are found by wildcards, and an unknown name by its nearest' {
            @((Get-OMSGatewayConfig Listen* @here).Name) | Should -Be @('ListenPort', 'ListenAddress')
            Get-OMSGatewayConfig Nothing* @here | Should -BeNullOrEmpty
            { Get-OMSGatewayConfig ListnPort -ErrorAction Stop @here } | Should -Throw '*Did you mean ListenPort?' -ErrorId 'NotFound,*'
            $found = Get-OMSGatewayConfig '[', LogLevel -ErrorAction SilentlyContinue -ErrorVariable failures @here
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'ValueRefused,*'
            $found.Name | Should -Be 'LogLevel'
        }

        It 'can be piped back without loss' {
            Set-OMSGatewayConfig -Name AllowedPorts -Value 443, 8443 -Force @here
            $secret = ConvertTo-SecureString -String 's3cret' -AsPlainText -Force
            Set-OMSGatewayRelayProxy -Address proxy.contoso.com -Username user1 -Password $secret -Force @here
            $file = Join-Path $directory 'OMSGateway.config'
            $before = Get-Content $file -Raw
            Get-OMSGatewayConfig @here | Set-OMSGatewayConfig -Force @here
            Get-Content $file -Raw | Should -BeExactly $before
            Get-OMSGatewayConfig @here | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ } | Set-OMSGatewayConfig -Force @here
            Get-Content $file -Raw | Should -BeExactly $before
        }

        It 'that were kept are set again as they were, without the password of another proxy' {
            $file = Join-Path $TestDrive 'kept.xml'
            $secret = ConvertTo-SecureString -String 's3cret' -AsPlainText -Force
            Set-OMSGatewayConfig AllowedPorts 443, 8443 -Force @here
            Get-OMSGatewayConfig @here | Export-Clixml $file
            Set-OMSGatewayRelayProxy proxy.contoso.com -Username user1 -Password $secret -Force @here
            Import-Clixml $file | Set-OMSGatewayConfig -Force @here
            (Get-OMSGatewayConfig AllowedPorts @here).Value | Should -Be @(443, 8443)
            Get-OMSGatewayRelayProxy @here | Should -BeNullOrEmpty

            Set-OMSGatewayRelayProxy proxy.contoso.com -Username user1 -Force @here
            Get-OMSGatewayConfig @here | Export-Clixml $file
            Set-OMSGatewayRelayProxy other.contoso.com -Username user1 -Password $secret -Force @here
            Import-Clixml $file | Set-OMSGatewayConfig -Force -WarningVariable warnings -WarningAction SilentlyContinue @here
            $warnings | Should -BeLike '*The password of user1 at http://other.contoso.com:80 is forgotten*'
            (Get-OMSGatewayRelayProxy @here).Address | Should -Be 'http://proxy.contoso.com:80'
            (Get-OMSGatewayRelayProxy @here).HasPassword | Should -BeFalse
        }

        It 'are tested, with what is wrong where' {
            $test = Test-OMSGatewayConfig @here
            $test.IsValid | Should -BeTrue
            @($test.Findings.ForEach{ "$($_.Severity) $($_.Setting)" }) | Should -Be @('Warning MinimumTlsVersion')
            Set-OMSGatewayConfig MinimumTlsVersion 1.2 -Force @here
            Add-OMSGatewayAllowedHost a.test.com -Force @here
            Add-Content -LiteralPath $list -Value '*.com'
            $test = Test-OMSGatewayConfig @here
            $test.IsValid | Should -BeFalse
            $test.Explanation | Should -BeLike "Error: *allowedlist_server.txt(*): '*.com'*"
            $test.Findings.Count | Should -Be 1
            ($test.Findings[0].Severity, $test.Findings[0].Value) | Should -Be @('Error', '*.com')
            $test.Findings[0].Line | Should -BeOfType [int]
        }

        It 'piped with another value take that' {
            Get-OMSGatewayConfig ListenPort @here | Set-OMSGatewayConfig -Value 3128 -Force @here
            (Get-OMSGatewayConfig ListenPort @here).Value | Should -Be 3128
        }

        It 'go back to their default without a value' {
            Set-OMSGatewayConfig -Name ListenPort -Value 3128 -Force @here
            (Set-OMSGatewayConfig -Name ListenPort -Force -PassThru @here).IsDefault | Should -BeTrue
        }

        It 'refuse what the gateway cannot use' {
            { Set-OMSGatewayConfig -Name ListenPort -Value text -Force -ErrorAction Stop @here } |
                Should -Throw -ErrorId 'ValueRefused,*'
            Test-Path (Join-Path $directory 'OMSGateway.config') | Should -BeFalse
        }

        It 'write nothing without -PassThru' {
            Set-OMSGatewayConfig -Name ListenPort -Value 3128 -Force @here | Should -BeNullOrEmpty
        }
    }

    Context 'The whole configuration' {
        It 'is carried to another gateway in a file, which compares the two' {
            $there = @{ ConfigurationDirectory = Join-Path $TestDrive ([guid]::NewGuid().ToString()) }
            $file = Join-Path $TestDrive 'gateway.xml'
            $passphrase = ConvertTo-SecureString 'correct horse battery staple' -AsPlainText -Force
            Set-OMSGatewayConfig LogLevel Debug -Force @here
            Add-OMSGatewayAllowedHost www.test.com -Force @here
            Set-OMSGatewayRelayProxy proxy:3128 -Username gateway -Password $passphrase -Force @here
            (Export-OMSGatewayConfig $file -Passphrase $passphrase -PassThru @here).FullName | Should -Be $file
            $found = @(Import-OMSGatewayConfig $file -Passphrase $passphrase -WhatIf @there)
            $found.Name | Should -Contain 'RelayProxyPassword'
            ($found | Where-Object Name -EQ 'allowed hosts').After | Should -Be 'www.test.com'
            @(Get-OMSGatewayAllowedHost @there).Count | Should -Be 0
            Get-Item $file | Import-OMSGatewayConfig -Passphrase $passphrase -Force @there
            Get-OMSGatewayConfig @there | Out-String | Should -Be (Get-OMSGatewayConfig @here | Out-String)
            (Get-OMSGatewayAllowedHost @there).Host | Should -Be 'www.test.com'
            Import-OMSGatewayConfig $file -Passphrase $passphrase -WhatIf @there | Should -BeNullOrEmpty
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

        It 'keeps its password when it is piped back, and takes it to no other proxy' {
            $secret = ConvertTo-SecureString -String 's3cret' -AsPlainText -Force
            Set-OMSGatewayRelayProxy -Address proxy.contoso.com -Username user1 -Password $secret -Force @here
            Get-OMSGatewayRelayProxy @here | Set-OMSGatewayRelayProxy -Force @here
            (Get-OMSGatewayRelayProxy @here).HasPassword | Should -BeTrue
            Get-OMSGatewayRelayProxy @here | Set-OMSGatewayRelayProxy -Address other.contoso.com -Force -WarningVariable warnings -WarningAction SilentlyContinue @here
            $warnings | Should -BeLike '*no longer a password*'
            (Get-OMSGatewayRelayProxy @here).HasPassword | Should -BeFalse
        }

        It 'is not removed by an address that was left out' {
            Set-OMSGatewayRelayProxy -Address proxy.contoso.com -Force @here
            { Set-OMSGatewayRelayProxy -Force -ErrorAction Stop @here } | Should -Throw -ErrorId 'AddressMissing,*'
            Get-OMSGatewayRelayProxy @here | Should -Not -BeNullOrEmpty
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

        It 'are found by wildcards' {
            Add-OMSGatewayAllowedHost a.test.com, *.test.com, b.contoso.com -Force @here
            @((Get-OMSGatewayAllowedHost *contoso* @here).Host) | Should -Be @('b.contoso.com')
            @((Get-OMSGatewayAllowedHost '*.test.com' @here).Host) | Should -Be @('a.test.com', '*.test.com')
            { Get-OMSGatewayAllowedHost c.test.com -ErrorAction Stop @here } | Should -Throw -ErrorId 'NotFound,*'
            @((Get-OMSGatewayAllowedHost '[', a.test.com -ErrorAction SilentlyContinue @here).Host) | Should -Be @('a.test.com')
        }

        It 'are the same objects from each cmdlet' {
            $types = @(
                Add-OMSGatewayAllowedHost a.test.com -Force -PassThru @here
                Get-OMSGatewayAllowedHost @here
                Remove-OMSGatewayAllowedHost A.test.com -Force -PassThru @here
                Add-OMSGatewayAllowedClientCertificate a -Force -PassThru @here
                Get-OMSGatewayAllowedClientCertificate @here
                Remove-OMSGatewayAllowedClientCertificate a -Force -PassThru @here
            ) | ForEach-Object { $_.GetType().Name }
            $types | Should -Be @('AllowedHostEntry', 'AllowedHostEntry', 'AllowedHostEntry', 'ClientCertificateEntry', 'ClientCertificateEntry', 'ClientCertificateEntry')
        }

        It 'of a region that is not known are refused with the nearest, unless one insists' {
            $preset = @{ Preset = 'AzureMonitorAgent'; Region = 'westeurop'; WorkspaceId = '11111111-2222-3333-4444-555555555555' }
            { Add-OMSGatewayAllowedHost @preset -Force -ErrorAction Stop @here } | Should -Throw "*'westeurop'*did you mean westeurope?*-AllowUnknownRegion*"
            Get-OMSGatewayAllowedHost @here | Should -BeNullOrEmpty
            Add-OMSGatewayAllowedHost @preset -AllowUnknownRegion -Force -WarningVariable warnings -WarningAction SilentlyContinue @here
            "$($warnings[0])" | Should -BeLike "*'westeurop'*did you mean westeurope?"
            (Get-OMSGatewayAllowedHost @here).Host | Should -Contain 'westeurop.handler.control.monitor.azure.com'
            { Add-OMSGatewayAllowedHost -Preset Automation -Region westeurop -Force -ErrorAction Stop @here } | Should -Throw '*did you mean westeurope?'
        }

        It 'that are not listed are warned of where they are removed, so that a script can do it again' {
            Remove-OMSGatewayAllowedHost a.test.com -Force -PassThru -ErrorAction Stop -WarningVariable warnings -WarningAction SilentlyContinue @here | Should -BeNullOrEmpty
            "$warnings" | Should -BeLike 'a.test.com is not on the local list; *'
        }

        It 'come from a preset' {
            $preset = @{ Preset = 'AzureMonitorAgent'; Region = 'westeurope', 'northeurope'; WorkspaceId = '11111111-2222-3333-4444-555555555555' }
            $added = Add-OMSGatewayAllowedHost @preset -Force -PassThru -WarningAction SilentlyContinue @here
            $added.Host | Should -Contain 'northeurope.handler.control.monitor.azure.com'
            $added.Host | Should -Contain '11111111-2222-3333-4444-555555555555.ods.opinsights.azure.com'
        }

        It 'of a preset go with it, but for those that something else needs' {
            Set-OMSGatewayGroup pos -Clients 10.1.0.0/16 -Force -WarningAction SilentlyContinue @here
            'AzureArc', 'ArcESU' | ForEach-Object { Add-OMSGatewayAllowedHost -Preset $_ -Force -WarningAction SilentlyContinue -Group pos @here }
            Add-OMSGatewayAllowedHost -Preset ArcESU -Force @here
            Compare-OMSGatewayPreset -Group pos @here | Where-Object Preset -EQ AzureArc | Remove-OMSGatewayPreset -RemoveHosts -Force -Group pos @here
            (Compare-OMSGatewayPreset -Group pos @here).Preset | Should -Be 'ArcESU'
            $left = (Get-OMSGatewayAllowedHost -Group pos @here).Host | Sort-Object
            $left | Should -Be ((Get-OMSGatewayAllowedHost @here).Host | Sort-Object)
            Remove-OMSGatewayPreset AzureArc -Force -Group pos -ErrorAction Stop -WarningVariable warnings -WarningAction SilentlyContinue @here
            "$warnings" | Should -BeLike '*Compare-OMSGatewayPreset -Group pos*'
        }

        It 'of presets are known beforehand, and a preset can be piped' {
            @(Get-OMSGatewayPreset Azure* -Cloud Public).Preset | Should -Be @('AzureMonitorAgent', 'AzureArc')
            $hosts = (Get-OMSGatewayPreset AzureArc -Cloud Public).Hosts
            ($hosts | Where-Object Host -EQ 'azgn*.servicebus.windows.net').IsWide | Should -BeTrue
            ($hosts | Where-Object Host -EQ '*.servicebus.windows.net').IsOptional | Should -BeTrue
            $hosts.Page | Should -Contain 'https://learn.microsoft.com/azure/azure-arc/servers/network-requirements'
            (Get-OMSGatewayPreset automation -Cloud China).Regions | Should -Contain 'China East 2'
            (Get-OMSGatewayPreset AzureMonitorAgent -Cloud Public).Needs | Should -Be @('Region', 'WorkspaceId')
            { Get-OMSGatewayPreset AzureArk -ErrorAction Stop } | Should -Throw '*AzureArc*' -ErrorId 'NotFound,*'
            Get-OMSGatewayPreset AzureArc -Cloud China | Add-OMSGatewayAllowedHost -Force -WarningAction SilentlyContinue @here
            (Get-OMSGatewayAllowedHost @here).Host | Should -Contain 'pas.chinacloudapi.cn'
            [pscustomobject] @{ Host = 'a.test.com'; Cloud = 'of somebody' } | Add-OMSGatewayAllowedHost -Force @here
            (Get-OMSGatewayAllowedHost @here).Host | Should -Contain 'a.test.com'
        }

        It 'of a preset need no host, and a host no preset' {
            { Add-OMSGatewayAllowedHost -Preset AzureArc -Host a.test.com -Force @here } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
            { Add-OMSGatewayAllowedHost -Preset Other -Force -ErrorAction Stop @here } | Should -Throw '*There is no preset*AzureArc*'
        }

        It 'may lie in a directory relative to the location' {
            New-Item -ItemType Directory -Path $directory | Out-Null
            Push-Location $directory
            try { Add-OMSGatewayAllowedHost a.test.com -Force -ConfigurationDirectory sub }
            finally { Pop-Location }
            Test-Path (Join-Path $directory 'sub/allowedlist_server.txt') | Should -BeTrue
        }
    }

    Context 'Groups of clients' {
        It 'have lists of their own, and go down the pipeline with their entries' {
            Set-OMSGatewayGroup pos 10.1.0.0/16, 10.2.0.0/16 -Force @here
            Add-OMSGatewayAllowedHost a.contoso.com -Force @here
            Add-OMSGatewayAllowedHost b.contoso.com -Group pos -Force @here
            (Get-OMSGatewayAllowedHost -Group pos @here).Host | Should -Be 'b.contoso.com'
            (Test-OMSGatewayHost b.contoso.com -Client 10.1.2.3 -PolicyOnly @here).IsAllowed | Should -BeTrue
            (Test-OMSGatewayHost b.contoso.com -Client 10.9.2.3 -PolicyOnly @here).IsAllowed | Should -BeFalse
            # Of both lists at once; each is taken off its own.
            @(Get-OMSGatewayAllowedHost @here) + @(Get-OMSGatewayAllowedHost -Group pos @here) | Remove-OMSGatewayAllowedHost -Force @here
            Get-OMSGatewayAllowedHost @here | Where-Object Host -In 'a.contoso.com', 'b.contoso.com' | Should -BeNullOrEmpty
            Get-OMSGatewayAllowedHost -Group pos @here | Should -BeNullOrEmpty
            Get-OMSGatewayGroup @here | Set-OMSGatewayGroup -HostPolicy ReportOnly -Force @here
            (Get-OMSGatewayGroup pos @here).HostPolicy | Should -Be 'ReportOnly'
            @((Get-OMSGatewayGroup p* @here).Group) | Should -Be @('pos')
            { Get-OMSGatewayGroup lab -ErrorAction Stop @here } | Should -Throw -ErrorId 'NotFound,*'
            Get-OMSGatewayGroup @here | Remove-OMSGatewayGroup -Force @here
            Get-OMSGatewayGroup @here | Should -BeNullOrEmpty
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

Describe 'What people see' {
    BeforeAll {
        $directory = Join-Path $TestDrive 'seen'
        $here = @{ ConfigurationDirectory = $directory }
        Add-OMSGatewayAllowedHost www.test.com, 11111111-2222-3333-4444-555555555555.ods.opinsights.azure.com -Force @here
        Add-OMSGatewayAllowedClientCertificate mycert -Force @here
        Set-OMSGatewayRelayProxy http://proxy.contoso.com:3128 -Username CONTOSO\gateway -Force @here
        $state = New-Item -ItemType Directory -Path (Join-Path $directory $(if ($IsLinux -or $IsMacOS) { 'state' } else { 'State' }))
        # As the gateway writes it; the seconds are those of 2026-11-30 02:33:20 UTC.
        [IO.File]::WriteAllText((Join-Path $state.FullName 'OMSGateway.inventory'), (@(
            "inventory`t1`t1796006000`t1780000000`t1780000000"
            "host`twww.test.com`t`t1796000000`t1796006000`t12`t1`t2"
            "client`t10.1.2.3`tpos`t1796000000`t1796006000`t127`t12`t1`t2`t8`t0`t`t`t"
            "end`t2") -join "`n") + "`n")
        $gets = @{
            Get_OMSGatewayClient = { Get-OMSGatewayClient @here }
            Get_OMSGatewayHostUsage = { Get-OMSGatewayHostUsage @here }
            Get_OMSGatewayAllowedHost = { Get-OMSGatewayAllowedHost @here }
            Get_OMSGatewayAllowedClientCertificate = { Get-OMSGatewayAllowedClientCertificate @here }
            Get_OMSGatewayConfig = { Get-OMSGatewayConfig @here }
            Get_OMSGatewayRelayProxy = { Get-OMSGatewayRelayProxy @here }
            Get_OMSGatewayStatus = { Get-OMSGatewayStatus @here }
            Get_OMSGatewayPreset = { Get-OMSGatewayPreset @here }
            Compare_OMSGatewayPreset = { Add-OMSGatewayAllowedHost -Preset ArcESU -Force @here; Compare-OMSGatewayPreset @here }
            Test_OMSGatewayConfig = { Test-OMSGatewayConfig @here }
            Import_OMSGatewayConfig = {
                $file = Join-Path $TestDrive 'seen.xml'
                Export-OMSGatewayConfig $file @here | Out-Null
                Import-OMSGatewayConfig $file -WhatIf -ConfigurationDirectory (Join-Path $TestDrive 'unseen')
            }
            Test_OMSGatewayHost = { Test-OMSGatewayHost www.test.com -PolicyOnly @here }
        }
    }

    It 'is a table of <Columns> for <Get>' -ForEach @(
        @{ Get = 'Get_OMSGatewayAllowedHost'; Columns = 'Host +Source' }
        @{ Get = 'Get_OMSGatewayAllowedClientCertificate'; Columns = 'Subject +Source' }
        @{ Get = 'Get_OMSGatewayConfig'; Columns = 'Name +Value +IsDefault +IsSetByPolicy' }
        @{ Get = 'Get_OMSGatewayRelayProxy'; Columns = 'Address +UserName +HasPassword' }
        @{ Get = 'Get_OMSGatewayPreset'; Columns = 'Preset +Cloud +Needs' }
        @{ Get = 'Import_OMSGatewayConfig'; Columns = 'Name +Before +After' }
        @{ Get = 'Compare_OMSGatewayPreset'; Columns = 'Preset +Cloud +New' }
        @{ Get = 'Get_OMSGatewayClient'; Columns = 'Address +Group +LastSeen +Tunnels +Name' }
        @{ Get = 'Get_OMSGatewayHostUsage'; Columns = 'Host +LastUsed +Tunnels' }
    ) {
        # Of a console's 80 columns PowerShell uses 79.
        $text = & $gets[$Get] | Out-String -Width 79
        $text | Should -Match "(?m)^$Columns *\r?$"
        $text | Should -Not -Match '\u2026|\.\.\. *$'
    }

    It 'is whole in 80 columns: a long name goes on in the next line' {
        $text = Get-OMSGatewayAllowedHost @here | Out-String -Width 79
        ($text -split "`n" | ForEach-Object { $_.TrimEnd() } | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual 79
        ($text -replace '\s', '') | Should -Match '11111111-2222-3333-4444-555555555555\.ods\.opinsights\.'
        $text | Should -Match '(?m)azure\.com|\.com\s*$'
    }

    It 'is there for every cmdlet of one script, whichever comes first (<_>)' -ForEach @(
        'Get_OMSGatewayAllowedHost', 'Get_OMSGatewayAllowedClientCertificate', 'Get_OMSGatewayConfig', 'Get_OMSGatewayRelayProxy',
        'Get_OMSGatewayStatus', 'Get_OMSGatewayPreset', 'Test_OMSGatewayConfig', 'Test_OMSGatewayHost'
    ) {
        $first = $_
        $text = & { & $gets[$first]; $gets.Keys | Where-Object { $_ -ne $first } | ForEach-Object { & $gets[$_] } } | Out-String -Width 79
        foreach ($seen in 'DefenderForEndpoint', 'is valid.', 'www.test.com', '10.1.2.3', 'CN=mycert', 'ListenPort', 'MaximumTunnelsPerClient', 'CONTOSO\gateway', 'No gateway runs', 'No connec') {
            # Where a line breaks is up to the length of the folder's path.
            ($text -replace '\s+') | Should -BeLike "*$($seen -replace '\s+')*"
        }
    }

    It 'finds clients by their silence, and unused entries to be taken off the list' {
        $client = Get-OMSGatewayClient -NotSeenSince 2026-12-03 @here
        $client.Hosts | Should -Be 'www.test.com'
        $client.TlsVersions | Should -Be '1.3'
        $client.LastSeen | Should -BeOfType [datetime]
        Get-OMSGatewayClient -NotSeenSince 2026-11-01 @here | Should -BeNullOrEmpty
        (Get-OMSGatewayClient 10.1.* @here).Address | Should -Be '10.1.2.3'
        { Get-OMSGatewayClient 10.1.2.4 @here -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
        $unused = Get-OMSGatewayHostUsage -UnusedFor 90 @here
        $unused.Host | Should -Contain '11111111-2222-3333-4444-555555555555.ods.opinsights.azure.com'
        $unused.Host | Should -Not -Contain 'www.test.com'
        $unused | Remove-OMSGatewayAllowedHost -WhatIf @here
        { Get-OMSGatewayHostUsage -UnusedFor 3650 @here -ErrorAction Stop } | Should -Throw '*cannot be said yet*'
    }

    It 'writes a report, which -WhatIf and -NoClobber keep from being written' {
        $page = Join-Path $TestDrive 'report.html'
        Export-OMSGatewayReport $page -WhatIf @here
        $page | Should -Not -Exist
        (Export-OMSGatewayReport $page -PassThru @here).FullName | Should -Be (Get-Item $page).FullName
        Get-Content $page -Raw | Should -BeLike '<!DOCTYPE html>*No gateway runs*10.1.2.3*'
        { Export-OMSGatewayReport $page -NoClobber @here -ErrorAction Stop } | Should -Throw '*-NoClobber replaces no file*'
        Export-OMSGatewayReport $page @here
    }

    It 'needs no .ps1xml, which the Restricted policy would not load' {
        Get-ChildItem (Split-Path $Manifest) -Recurse -Filter *.ps1xml | Should -BeNullOrEmpty
        (Get-FormatData -TypeName OmsGateway.PowerShell.Settings.GatewaySetting).FormatViewDefinition.Count | Should -Be 1
    }

    It 'is nothing where nothing is known' {
        $status = Get-OMSGatewayStatus @here
        foreach ($property in 'ProcessId', 'Version', 'Started', 'LastSeen', 'Errors', 'TransferredBytes') { $status.$property | Should -Be $null }
    }

    It 'has no members that a compiler made' {
        $members = $gets.Values | ForEach-Object { & $_ } | Get-Member | ForEach-Object Name | Sort-Object -Unique
        $members | Should -Not -Contain 'Deconstruct'
        $members -match '[<>$]' | Should -BeNullOrEmpty
    }

    It 'is said under -Verbose, with -Force as without' {
        $said = Add-OMSGatewayAllowedHost verbose.test.com -Force -Verbose @here 4>&1
        "$said" | Should -BeLike '*Allow clients to reach this host*verbose.test.com*'
    }

    It 'is one question for a preset' {
        $said = Add-OMSGatewayAllowedHost -Preset AzureArc -Force -Verbose -WarningAction SilentlyContinue @here 4>&1
        @($said | Where-Object { "$_" -like 'Performing*' }).Count | Should -Be 1
    }
}

Describe 'What people type' {
    BeforeAll {
        $directory = Join-Path $TestDrive 'typed'
        Add-OMSGatewayAllowedHost www.test.com -Force -ConfigurationDirectory $directory
        Add-OMSGatewayAllowedClientCertificate 'CN=worker01, O=Contoso' -Force -ConfigurationDirectory $directory
        function Complete([string] $text) {
            @((TabExpansion2 -inputScript $text -cursorColumn $text.Length).CompletionMatches | ForEach-Object CompletionText)
        }
    }

    It 'is completed: <Typed>' -ForEach @(
        @{ Typed = 'Get-OMSGatewayConfig -Name ListenP'; Words = 'ListenPort' }
        @{ Typed = 'Set-OMSGatewayConfig hostp'; Words = 'HostPolicy' }
        @{ Typed = 'Set-OMSGatewayConfig -Name HostPolicy -Value '; Words = 'Enforce', 'ReportOnly' }
        @{ Typed = 'Set-OMSGatewayConfig -Key RequireServerName -Value '; Words = 'true', 'false' }
        @{ Typed = 'Set-OMSGatewayConfig MinimumTlsVersion '; Words = '1.0', '1.1', '1.2', '1.3' }
        @{ Typed = 'Add-OMSGatewayAllowedHost -Preset DefenderF'; Words = 'DefenderForEndpoint' }
        @{ Typed = 'Add-OMSGatewayAllowedHost -Preset Automation -Region "west eu'; Words = "'West Europe'" }
        @{ Typed = 'Add-OMSGatewayAllowedHost -Preset AzureMonitorAgent -Region northeurope, westeu'; Words = "'West Europe'" }
        @{ Typed = 'Get-OMSGatewayPreset defenderf'; Words = 'DefenderForEndpoint' }
        @{ Typed = 'Test-OMSGatewayHost -ConfigurationDirectory {0} -Host w'; Words = 'www.test.com' }
        @{ Typed = 'Add-OMSGatewayAllowedHost -Preset DefenderForEndpoint -Region Un'; Words = "'United Arab Emirates'", "'United Kingdom'", "'United States'" }
        @{ Typed = 'Add-OMSGatewayAllowedHost -Preset Automation -Cloud China -Region '; Words = "'China East 2'", "'China North'", "'China North 2'", "'China North 3'" }
        @{ Typed = 'Remove-OMSGatewayAllowedHost -ConfigurationDirectory {0} -Host '; Words = 'www.test.com' }
        @{ Typed = 'Remove-OMSGatewayAllowedClientCertificate -ConfigurationDirectory {0} -Subject '; Words = "'CN=worker01, O=Contoso'" }
    ) {
        Complete ($Typed -f "'$directory'") | Should -Be @($Words)
    }

    It 'may be a path of PowerShell' {
        (Get-OMSGatewayAllowedHost -ConfigurationDirectory TestDrive:\typed).Host | Should -Be 'www.test.com'
        New-PSDrive -Name Gateway -PSProvider FileSystem -Root $directory | Out-Null
        (Get-OMSGatewayAllowedHost -ConfigurationDirectory Gateway:).Host | Should -Be 'www.test.com'
        { Get-OMSGatewayAllowedHost -ConfigurationDirectory Variable:\x -ErrorAction Stop } | Should -Throw '*not the file system*' -ErrorId 'ValueRefused,*'
        { Get-OMSGatewayAllowedHost -ConfigurationDirectory Nowhere:\x -ErrorAction Stop } | Should -Throw -ErrorId 'ValueRefused,*'
    }

    It 'is checked before -WhatIf: <Typed>' -ForEach @(
        @{ Typed = 'Set-OMSGatewayConfig ListenPort 70000' }
        @{ Typed = 'Set-OMSGatewayConfig HostPolicy Sometimes' }
        @{ Typed = 'Set-OMSGatewayRelayProxy ftp://proxy' }
        @{ Typed = 'Set-OMSGatewayRelayProxy proxy -Password abc -WarningAction SilentlyContinue' }
        @{ Typed = 'Add-OMSGatewayAllowedHost *.com' }
        @{ Typed = 'Add-OMSGatewayAllowedHost -Preset AzureMonitorAgent -Region westeurope -WorkspaceId x' }
        @{ Typed = 'Add-OMSGatewayAllowedClientCertificate "CN="' }
    ) {
        { & ([scriptblock]::Create("$Typed -WhatIf -ErrorAction Stop -ConfigurationDirectory '$directory'")) } | Should -Throw
    }
}

Describe 'Errors' {
    BeforeAll {
        $directory = Join-Path $TestDrive 'errors'
        $shell = (Get-Process -Id $PID).Path
        function Run([string] $script, [string] $module = $Manifest) {
            $path = Join-Path $TestDrive 'script.ps1'
            Set-Content -LiteralPath $path -Value @("Import-Module '$module'", "`$PSDefaultParameterValues['*-OMSGateway*:ConfigurationDirectory'] = '$directory'", $script)
            $output = & $shell -NoProfile -NonInteractive -ExecutionPolicy Bypass -File $path 2>&1 | Out-String
            [pscustomobject] @{ Code = $LASTEXITCODE; Output = $output }
        }
    }

    It 'say their kind and their target: <Typed>' -ForEach @(
        @{ Typed = 'Get-OMSGatewayConfig Nothing'; Id = 'NotFound'; Category = 'ObjectNotFound'; Target = 'Nothing' }
        @{ Typed = 'Set-OMSGatewayConfig ListenPort x -Force'; Id = 'ValueRefused'; Category = 'InvalidArgument'; Target = 'ListenPort' }
        @{ Typed = 'Set-OMSGatewayRelayProxy ftp://x -Force'; Id = 'ValueRefused'; Category = 'InvalidArgument'; Target = 'ftp://x' }
        @{ Typed = 'Add-OMSGatewayAllowedHost *.com -Force'; Id = 'ValueRefused'; Category = 'InvalidArgument'; Target = '*.com' }
        @{ Typed = 'Get-OMSGatewayGroup a'; Id = 'NotFound'; Category = 'ObjectNotFound'; Target = 'a' }
    ) {
        . ([scriptblock]::Create("$Typed -ErrorAction SilentlyContinue -ErrorVariable failures -ConfigurationDirectory '$directory'"))
        $failure = @($failures)[0]
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be $Target
    }

    It 'of a user without rights say so, and not that nothing runs' -Skip:(-not $canBeNobody) {
        $closed = Join-Path $TestDrive 'closed'
        Add-OMSGatewayAllowedHost a.test.com -Force -ConfigurationDirectory $closed
        $typed = 'Get-OMSGatewayStatus', 'Find-OMSGatewayDeniedHost', 'Find-OMSGatewayDeniedHost -IncludeAllowed',
            'Test-OMSGatewayHost a.test.com -PolicyOnly', 'Test-OMSGatewayConfig', 'Get-OMSGatewayConfig', 'Set-OMSGatewayConfig LogLevel Debug -Force',
            'Get-OMSGatewayRelayProxy', 'Set-OMSGatewayRelayProxy proxy -Force', 'Get-OMSGatewayAllowedHost',
            'Add-OMSGatewayAllowedHost b.test.com -Force', 'Remove-OMSGatewayAllowedHost a.test.com -Force',
            'Get-OMSGatewayAllowedClientCertificate', 'Add-OMSGatewayAllowedClientCertificate a -Force', 'Remove-OMSGatewayAllowedClientCertificate a -Force'
        $script = "Import-Module '$Manifest'; `$ErrorActionPreference = 'SilentlyContinue'" + -join ($typed | ForEach-Object {
            "; `$Error.Clear(); `$found = @($_ -ConfigurationDirectory '$closed'); '$_`: {0} found, {1}, {2}' -f `$found.Count, `$Error[-1].CategoryInfo.Category, `$Error[-1]" })
        $output = & setpriv --reuid=65534 --regid=65534 --clear-groups $shell -NoProfile -NonInteractive -Command $script | Out-String
        foreach ($command in $typed) { $output | Should -BeLike "*$command`: 0 found, PermissionDenied, *" }
        $output | Should -Not -BeLike '*No gateway runs*'
    }

    It 'end a script with Stop with 1' {
        $run = Run "`$ErrorActionPreference = 'Stop'; Set-OMSGatewayConfig ListenPort x -Force; 'af' + 'ter'"
        $run.Code | Should -Be 1
        $run.Output | Should -Not -Match 'after'
    }

    It 'without anybody to ask name -Force, and change nothing' {
        $run = Run "`$ErrorActionPreference = 'Stop'; Add-OMSGatewayAllowedHost a.test.com; 'af' + 'ter'"
        $run.Code | Should -Be 1
        $run.Output | Should -Not -Match 'after'
        ($run.Output -replace '[\s|]+', ' ') | Should -BeLike '*Give -Force*'
        Get-OMSGatewayAllowedHost -ConfigurationDirectory $directory | Should -BeNullOrEmpty
    }

    It 'are none where a script names the path of OmsGateway.psm1, as those for Microsoft''s gateway do' {
        $run = Run '(Get-Module OmsGateway).ExportedCmdlets.Count; (Get-Alias Get-ForwarderServiceConfig).ResolvedCommandName; (Get-OMSGatewayConfig ListenPort).Value' `
            (Join-Path (Split-Path $Manifest) 'OmsGateway.psm1')
        $run.Output.Trim() -split '\r?\n' | Should -Be @('28', 'Get-OMSGatewayConfig', '8080')
    }
}

Describe 'The port' {
    It 'that another program has is warned of' {
        $other = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $other.Start()
        try {
            Set-OMSGatewayConfig ListenPort $other.LocalEndpoint.Port -Force -WarningVariable warnings -WarningAction SilentlyContinue -ConfigurationDirectory (Join-Path $TestDrive 'port')
            "$warnings" | Should -BeLike "*Another program listens on port $($other.LocalEndpoint.Port)*"
        }
        finally { $other.Stop() }
    }
}

Describe 'Help' {
    It 'names every setting with its values, and the default of a parameter' {
        $text = Get-Help Set-OMSGatewayConfig -Full | Out-String -Width 300
        foreach ($setting in (Get-OMSGatewayConfig -ConfigurationDirectory (Join-Path $TestDrive 'help')).Name) { $text | Should -Match "$setting`: " }
        $text | Should -Match 'one of Enforce, ReportOnly'
        (Get-Help Test-OMSGatewayHost -Parameter Port).defaultValue | Should -Be '443'
        (Get-Help Get-OMSGatewayConfig -Parameter Name).globbing | Should -Be 'true'
        $text | Should -Not -Match '`'
    }

    It 'has examples and links for <Name>' -ForEach $commands {
        (Get-Help $Name -Examples | Out-String) | Should -Match $Name
        (Get-Help $Name -Full | Out-String) | Should -Match 'about_OMSGateway'
    }
}
