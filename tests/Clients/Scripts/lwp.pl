use strict;
use warnings;
use LWP::UserAgent;

my $client = LWP::UserAgent->new(ssl_opts => { SSL_ca_file => $ENV{CA} });
$client->proxy(https => $ENV{PROXY});
my $answer = $client->get($ENV{URL});
die $answer->status_line, "\n" unless $answer->is_success;
print $answer->content;
