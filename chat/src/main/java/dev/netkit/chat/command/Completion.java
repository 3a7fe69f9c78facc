package dev.netkit.chat.command;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** What TAB completes: commands at the beginning of a line, rooms after those that take one, and names elsewhere. */
record Completion(KnownNames names, Supplier<List<String>> rooms) implements Completer {
    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        candidates(line.wordIndex(), line.words().isEmpty() ? "" : line.words().get(0), line.word())
                .map(Candidate::new)
                .forEach(candidates::add);
    }

    Stream<String> candidates(int wordIndex, String firstWord, String word) {
        if (wordIndex == 0 && word.startsWith("/")) {
            return Stream.of(SlashCommand.values()).map(SlashCommand::word);
        }
        boolean room =
                SlashCommand.named(firstWord).filter(SlashCommand::takesRoom).isPresent();
        return wordIndex > 0 && room ? rooms.get().stream() : names.all().stream();
    }
}
