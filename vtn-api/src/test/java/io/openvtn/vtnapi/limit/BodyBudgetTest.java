package io.openvtn.vtnapi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final BodyBudget budget = new BodyBudget(1_000, 600);

    @Test
    void aVenHasItsShareAndAllHaveTheWhole() {
        var first = budget.share("ven-1");
        var second = budget.share("ven-1");
        assertThat(first.take(400)).isTrue();
        assertThat(second.take(201)).as("more than one VEN's").isFalse();
        second.giveBack();

        var other = budget.share("ven-2");
        assertThat(other.take(600)).isTrue();
        assertThat(budget.share("ven-3").take(1)).as("more than all").isFalse();
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        var share = budget.share("ven-1");
        share.take(600);
        share.giveBack();
        share.giveBack();

        assertThat(budget.held()).isZero();
        assertThat(budget.share("ven-1").take(600)).isTrue();
    }
}
