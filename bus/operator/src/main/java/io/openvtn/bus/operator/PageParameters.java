package io.openvtn.bus.operator;

import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of every list. As text, so that one that breaks a rule is named like any other value. */
public class PageParameters {

    private static final int LONGEST = 500;
    private static final int USUAL = 50;
    private static final String NOT_A_NEXT = "is not the next of a page";

    @QueryParam("limit")
    @Parameter(
            description = "how many items at most",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
    public @Nullable String limit;

    @QueryParam("after")
    @Parameter(description = "next of the page before; absent for the first one")
    public @Nullable String after;

    /** Notes what is wrong with them. */
    public PageRequest read(FieldErrors errors) {
        return new PageRequest(limit(errors), after());
    }

    /** Of a list whose items are numbered: {@code after} is a number. Notes what is wrong. */
    public PageRequest readNumbered(FieldErrors errors) {
        PageRequest page = read(errors);
        if (page.after().filter(text -> !text.matches("[0-9]{1,18}")).isPresent()) {
            errors.add("after", NOT_A_NEXT);
        }
        return page;
    }

    /** Of a list whose items come after another one: {@code after} has to be one. Notes what is wrong. */
    public PageRequest readAfterKnown(Predicate<String> known, FieldErrors errors) {
        PageRequest page = read(errors);
        if (page.after().filter(known.negate()).isPresent()) {
            errors.add("after", NOT_A_NEXT);
        }
        return page;
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 if they break a rule */
    public PageRequest read() {
        var errors = new FieldErrors();
        PageRequest page = read(errors);
        errors.throwIfAny();
        return page;
    }

    private int limit(FieldErrors errors) {
        if (limit == null) {
            return USUAL;
        }
        if (limit.matches("[0-9]{1,3}") && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= LONGEST) {
            return Integer.parseInt(limit);
        }
        errors.add("limit", "has to be a number from 1 to " + LONGEST);
        return USUAL;
    }

    /** PostgreSQL's text holds no NUL, so nothing comes after such a text. */
    private Optional<String> after() {
        return Optional.ofNullable(after).map(text -> text.replace("\0", "")).filter(text -> !text.isEmpty());
    }
}
