package dev.netkit.auth.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.netkit.auth.account.Username;
import dev.netkit.common.cli.LocalFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The names in a CSV file: in the column {@code username}, or in the first one where there is none. */
final class ClassList {
    private static final String COLUMN = "username";
    private static final CsvFactory CSV = new CsvFactory();

    private final Path file;

    /** Cells, and in which line of the file they begin. */
    private record Row(int line, List<String> cells) {
        boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }

        String cell(int column) {
            return column < cells.size() ? cells.get(column).strip() : "";
        }
    }

    ClassList(Path file) {
        this.file = file;
    }

    /**
     * Every name; rows without anything in them are left out.
     *
     * @throws LocalFileException if a row has no name, one that is none, or that of another row; it says which line
     */
    List<Username> names() throws LocalFileException {
        List<Row> rows = rows();
        int header = rows.isEmpty() ? -1 : column(rows.get(0));
        Map<String, Integer> lines = new HashMap<>();
        List<Username> names = new ArrayList<>();
        for (Row row : header < 0 ? rows : rows.subList(1, rows.size())) {
            String written = row.cell(Math.max(0, header));
            Username name = name(row, written);
            Integer other = lines.putIfAbsent(name.key(), row.line());
            if (other != null) {
                throw wrong(row, written, "line " + other + " has that name already");
            }
            names.add(name);
        }
        return names;
    }

    private static int column(Row row) {
        return IntStream.range(0, row.cells().size())
                .filter(i -> row.cell(i).equalsIgnoreCase(COLUMN))
                .findFirst()
                .orElse(-1);
    }

    private Username name(Row row, String written) throws LocalFileException {
        try {
            return Username.parse(written);
        } catch (IllegalArgumentException e) {
            throw wrong(row, written, e.getMessage());
        }
    }

    private LocalFileException wrong(Row row, String written, String why) {
        return new LocalFileException(
                "cannot use " + file, new IOException("line " + row.line() + ", \"" + written + "\": " + why));
    }

    private List<Row> rows() throws LocalFileException {
        List<Row> rows = new ArrayList<>();
        try (CsvParser parser =
                CSV.createParser(Files.readString(file, StandardCharsets.UTF_8).replaceFirst("^\ufeff", ""))) {
            parser.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
            while (parser.nextToken() != null) {
                rows.add(row(parser));
            }
        } catch (JsonProcessingException e) {
            throw new LocalFileException("cannot use " + file, new IOException("it is no CSV file", e));
        } catch (IOException e) {
            throw new LocalFileException("cannot read " + file, e);
        }
        return rows.stream().filter(row -> !row.isBlank()).toList();
    }

    /** The rest of a row whose beginning was read. */
    private static Row row(CsvParser parser) throws IOException {
        List<String> cells = new ArrayList<>();
        int line = 0;
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            line = cells.isEmpty() ? parser.currentTokenLocation().getLineNr() : line;
            cells.add(parser.getText());
        }
        return new Row(line, cells);
    }
}
