import java.io.IOException;
import java.net.URI;

class UrlConnectionGet {
    public static void main(String[] arguments) {
        System.setProperty("https.proxyHost", System.getenv("PROXY_HOST"));
        System.setProperty("https.proxyPort", System.getenv("PROXY_PORT"));
        try (var page = URI.create(System.getenv("URL")).toURL().openConnection().getInputStream()) {
            page.transferTo(System.out);
        } catch (IOException e) {
            System.err.println(e);
            System.exit(1);
        }
    }
}
