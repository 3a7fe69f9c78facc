package dev.netkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, and what there is to play in it; docs/labs/README.md says how blocks are marked.
 *
 * @param masks what differs from run to run on this page, by the name that stands for it
 */
record Page(Path file, List<Block> blocks, Map<String, Pattern> masks) {
    static final String PROMPT = "$ ";

    private static final Pattern FENCE = Pattern.compile("```(\\w*)((?: \\w+=\\S+)*)");
    private static final Pattern LAN = Pattern.compile("<!-- lan (.+) -->");
    private static final Pattern LAN_OF = Pattern.compile("of (\\d+)");
    private static final Pattern MASK = Pattern.compile("<!-- mask ([\\w ]+): (.+) -->");

    /**
     * A fenced block.
     *
     * @param line where its first line stands in the page, from 1
     * @param language the first word after the fence
     * @param attributes what follows that word, as {@code name=value}
     */
    record Block(int line, String language, Map<String, String> attributes, List<String> lines) {
        boolean isSession() {
            return language.equals("console");
        }

        /** Something that happens in the LAN that the page is played in. */
        boolean isEvent() {
            return language.equals("lan");
        }

        String attribute(String name) {
            return attributes.getOrDefault(name, "");
        }

        /** What is typed at a shell's prompt, without the sign for the background. */
        Stream<String> commands() {
            return isSession()
                    ? lines.stream().filter(line -> line.startsWith(PROMPT)).map(Block::command)
                    : Stream.empty();
        }

        private static String command(String line) {
            return line.substring(PROMPT.length()).replaceFirst(" &$", "");
        }
    }

    static Page read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Block> blocks = new ArrayList<>();
        Map<String, Pattern> masks = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher mask = MASK.matcher(lines.get(i));
            Matcher fence = FENCE.matcher(lines.get(i));
            Matcher lan = LAN.matcher(lines.get(i));
            if (mask.matches()) {
                masks.put(mask.group(1), Pattern.compile(mask.group(2)));
            } else if (lan.matches()) {
                blocks.add(new Block(i + 1, "lan", Map.of(), List.of(lan.group(1))));
            } else if (fence.matches()) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                blocks.add(new Block(i + 2, fence.group(1), attributes(fence.group(2)), lines.subList(i + 1, end)));
                i = end;
            }
        }
        return new Page(file, blocks, masks);
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : text.trim().split(" ")) {
            String[] parts = attribute.split("=", 2);
            attributes.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return attributes;
    }

    boolean hasSessions() {
        return blocks.stream().anyMatch(Block::isSession);
    }

    /** How many hosts there are in the LAN that the page is played in; empty for a page that needs none. */
    Optional<String> hosts() {
        return blocks.stream()
                .filter(Block::isEvent)
                .map(block -> LAN_OF.matcher(block.lines().get(0)))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    /** Replaces what differs from run to run, in what the page shows and in what was seen alike. */
    String mask(String text) {
        String masked = text;
        for (Map.Entry<String, Pattern> mask : masks.entrySet()) {
            masked = mask.getValue().matcher(masked).replaceAll(Matcher.quoteReplacement("<" + mask.getKey() + ">"));
        }
        return Volatile.mask(masked);
    }

    @Override
    public String toString() {
        return Project.ROOT.relativize(file).toString();
    }
}
