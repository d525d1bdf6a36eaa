# As the Log Analytics agent for Linux: a proxy address with credentials, whether or not the proxy asks for them.
require "net/http"

url = URI(ENV["URL"])
begin
  http = Net::HTTP.new(url.host, url.port, ENV["PROXY_HOST"], ENV["PROXY_PORT"], "agent", "p@ssword")
  http.use_ssl = true
  http.ca_file = ENV["CA"]
  puts http.get(url.path).body
rescue => e
  abort e.message
end
