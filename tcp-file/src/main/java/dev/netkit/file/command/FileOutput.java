package dev.netkit.file.command;

import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Shows what happens to files, among the service's other events. */
final class FileOutput implements FileListener {
    private final ServiceOutput output;

    FileOutput(ServiceOutput output) {
        this.output = output;
    }

    @Override
    public void on(FileEvent event) {
        if (event instanceof FileEvent.Offered offered) {
            offered(offered);
        } else if (event instanceof FileEvent.Resumed resumed) {
            resumed(resumed);
        } else if (event instanceof FileEvent.Stored stored) {
            stored(stored);
        } else if (event instanceof FileEvent.Skipped skipped) {
            unwanted("skipped", skipped.name(), skipped.code(), skipped.why(), Optional.of(skipped.peer()));
        } else if (event instanceof FileEvent.Failed failed) {
            unwanted("failed", failed.name(), failed.code(), failed.why(), failed.peer());
        } else if (event instanceof FileEvent.NotDone notDone) {
            notDone(notDone);
        }
    }

    private void notDone(FileEvent.NotDone event) {
        output.tell(
                Detail.ESSENTIAL,
                line("not-done", event.peer(), event.name()).with("why", event.why()),
                text(event.peer(), "stored", event.name()) + ", but " + SafeText.escape(event.why()));
    }

    private void offered(FileEvent.Offered event) {
        JsonLine json = line("offered", event.peer(), event.name());
        event.size().ifPresent(size -> json.with("size", size));
        String size = event.size().map(FileOutput::bytes).orElse("size unknown");
        output.tell(Detail.ACTIVITY, json, text(event.peer(), "offered", event.name()) + ", " + size);
    }

    private void resumed(FileEvent.Resumed event) {
        output.tell(
                Detail.ACTIVITY,
                line("resumed", event.peer(), event.name()).with("offset", event.offset()),
                text(event.peer(), "resumed", event.name()) + " at " + event.offset());
    }

    private void stored(FileEvent.Stored event) {
        JsonLine json = line("stored", event.peer(), event.name())
                .with("as", event.storedAs())
                .with("size", event.size());
        event.sha256().ifPresent(sha256 -> json.with("sha256", sha256));
        json.with("identical", event.identical());
        String as = event.storedAs().equals(event.name()) ? "" : " as " + SafeText.escape(event.storedAs());
        String digest = event.sha256()
                .map(sha256 -> ", SHA-256 " + SafeText.escape(sha256))
                .orElse(", not verified");
        String here = event.identical() ? ", was there already" : "";
        output.tell(
                Detail.ACTIVITY,
                json,
                text(event.peer(), "stored", event.name()) + as + ", " + bytes(event.size()) + digest + here);
    }

    private void unwanted(String what, String name, String code, String why, Optional<InetSocketAddress> peer) {
        JsonLine json = JsonLine.event(what);
        peer.ifPresent(known -> json.with("peer", Endpoint.of(known)));
        String from = peer.map(known -> Endpoint.of(known) + " ").orElse("");
        output.tell(
                Detail.ESSENTIAL,
                json.with("name", name).with("code", code).with("why", why),
                from + what + " " + SafeText.escape(name) + ": " + SafeText.escape(why));
    }

    private static JsonLine line(String event, InetSocketAddress peer, String name) {
        return JsonLine.event(event).with("peer", Endpoint.of(peer)).with("name", name);
    }

    private static String text(InetSocketAddress peer, String event, String name) {
        return Endpoint.of(peer) + " " + event + " " + SafeText.escape(name);
    }

    private static String bytes(long count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }
}
