import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class HttpClientGet {
    public static void main(String[] arguments) throws InterruptedException {
        var proxy = new InetSocketAddress(System.getenv("PROXY_HOST"), Integer.parseInt(System.getenv("PROXY_PORT")));
        var client = HttpClient.newBuilder().proxy(ProxySelector.of(proxy)).build();
        try {
            var answer = client.send(HttpRequest.newBuilder(URI.create(System.getenv("URL"))).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                System.out.println(answer.body());
                return;
            }
            System.err.println("status " + answer.statusCode() + ", body: " + answer.body().strip());
        } catch (IOException e) {
            System.err.println(e);
        }
        System.exit(1);
    }
}
