package io.tablekeep.engine.cluster.hazelcast;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Answers as the API of Kubernetes does when it is asked for the endpoints of a service. */
final class FakeKubernetes implements AutoCloseable {
  private final HttpsServer server;
  private final String token;
  private final boolean slices;
  private final NodeCertificates certificates;
  private final Map<String, List<String>> endpoints = new ConcurrentHashMap<>();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** One of today, with endpoint slices, or one of before. */
  FakeKubernetes(String token, boolean slices, NodeCertificates certificates) throws Exception {
    this.token = token;
    this.slices = slices;
    this.certificates = certificates;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.context()));
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  Path trusted() throws Exception {
    return certificates.trusted();
  }

  void endpoints(String namespace, String service, String... ips) {
    endpoints.put(namespace + "/" + service, List.of(ips));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    int status;
    String body;
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      status = 401;
      body = failure("Unauthorized", status);
    } else {
      String found = found(path);
      status = found.isEmpty() ? 404 : 200;
      body = found.isEmpty() ? failure("NotFound", status) : found;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String found(String path) {
    for (Map.Entry<String, List<String>> each : endpoints.entrySet()) {
      String namespace = each.getKey().substring(0, each.getKey().indexOf('/'));
      String service = each.getKey().substring(namespace.length() + 1);
      String sliced = "/apis/discovery.k8s.io/v1/namespaces/" + namespace + "/endpointslices";
      if (slices && path.startsWith(sliced + "?") && path.endsWith(service)) {
        return slices(service, each.getValue());
      }
      if (slices && path.equals(sliced)) {
        return slices(service, each.getValue());
      }
      if (path.equals("/api/v1/namespaces/" + namespace + "/endpoints/" + service)) {
        return "{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\",\"subsets\":[{\"addresses\":["
            + each.getValue().stream()
                .map(ip -> "{\"ip\":\"" + ip + "\"}")
                .collect(Collectors.joining(","))
            + "],\"ports\":[{\"name\":\"cluster\",\"port\":5701,\"protocol\":\"TCP\"}]}]}";
      }
    }
    return "";
  }

  private static String slices(String service, List<String> ips) {
    return "{\"kind\":\"EndpointSliceList\",\"apiVersion\":\"discovery.k8s.io/v1\",\"items\":[{"
        + "\"metadata\":{\"name\":\""
        + service
        + "-abcde\",\"labels\":{\"kubernetes.io/service-name\":\""
        + service
        + "\"}},\"addressType\":\"IPv4\",\"endpoints\":["
        + ips.stream()
            .map(
                ip ->
                    "{\"addresses\":[\""
                        + ip
                        + "\"],\"conditions\":{\"ready\":false,\"serving\":true},\"targetRef\":"
                        + "{\"kind\":\"Pod\",\"name\":\"tablekeep-"
                        + ip.charAt(ip.length() - 1)
                        + "\"}}")
            .collect(Collectors.joining(","))
        + "],\"ports\":[{\"name\":\"cluster\",\"port\":5701,\"protocol\":\"TCP\"}]}]}";
  }

  private static String failure(String reason, int code) {
    return "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\""
        + reason
        + "\",\"code\":"
        + code
        + "}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
