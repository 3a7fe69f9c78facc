package dev.netkit.common.cli;

import dev.netkit.common.net.AddressText;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent;
import java.util.Base64;

/** Service events as the fields of JSON objects; {@link JsonLine} puts {@code event} and {@code time} first. */
final class EventJson implements ServiceEvent.Handler<JsonLine> {
    static final EventJson INSTANCE = new EventJson();

    private EventJson() {}

    @Override
    public JsonLine starting(ServiceEvent.Starting event) {
        return JsonLine.event("starting").with("service", event.service());
    }

    @Override
    public JsonLine listening(ServiceEvent.Listening event) {
        return JsonLine.event("listening")
                .with("service", event.service())
                .with("host", AddressText.of(event.address().getAddress()))
                .with("port", event.address().getPort());
    }

    @Override
    public JsonLine connected(ServiceEvent.Connected event) {
        return JsonLine.event("connected").with("peer", Endpoint.of(event.peer()));
    }

    @Override
    public JsonLine received(ServiceEvent.Received event) {
        return JsonLine.event("received")
                .with("peer", Endpoint.of(event.peer()))
                .with("bytes", event.bytes());
    }

    @Override
    public JsonLine sent(ServiceEvent.Sent event) {
        return JsonLine.event("sent").with("peer", Endpoint.of(event.peer())).with("bytes", event.bytes());
    }

    @Override
    public JsonLine disconnected(ServiceEvent.Disconnected event) {
        JsonLine line = JsonLine.event("disconnected")
                .with("peer", Endpoint.of(event.peer()))
                .with("received", event.received())
                .with("sent", event.sent())
                .with("reason", event.reason().word());
        return event.why().map(why -> line.with("detail", why)).orElse(line);
    }

    @Override
    public JsonLine problem(ServiceEvent.Problem event) {
        return JsonLine.event("problem").with("what", event.what()).with("why", event.why());
    }

    @Override
    public JsonLine traced(ServiceEvent.Traced event) {
        return JsonLine.event("traced")
                .with("peer", Endpoint.of(event.peer()))
                .with("direction", event.direction() == ServiceEvent.Direction.IN ? "in" : "out")
                .with("annotation", event.annotation())
                .with("data", Base64.getEncoder().encodeToString(event.bytes()));
    }

    @Override
    public JsonLine stopped(ServiceEvent.Stopped event) {
        return JsonLine.event("stopped").with("service", event.service());
    }
}
