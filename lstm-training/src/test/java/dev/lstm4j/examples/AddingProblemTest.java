package dev.lstm4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.cell.Lstm;
import dev.lstm4j.examples.AddingProblem.Point;
import dev.lstm4j.examples.AddingProblem.Settings;
import dev.lstm4j.init.Randomness;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AddingProblemTest {
    @Test
    void targetIsTheSumOfTheTwoMarkedNumbers() {
        for (int time : new int[]{2, 3, 30}) {
            int sequences = 3000;
            AddingProblem problem = new AddingProblem(time, sequences, new Randomness(5));
            problem.draw();
            double errorOfOne = 0;
            for (int b = 0; b < sequences; b++) {
                List<Integer> marked = new ArrayList<>();
                float sum = 0;
                for (int t = 0; t < time; t++) {
                    int at = (b * time + t) * 2;
                    assertThat(problem.x()[at]).isBetween(0f, 1f);
                    assertThat(problem.x()[at + 1]).isIn(0f, 1f);
                    if (problem.x()[at + 1] == 1) {
                        marked.add(t);
                        sum += problem.x()[at];
                    }
                }
                assertThat(marked).hasSize(2);
                assertThat(marked.getFirst()).isLessThan(time / 2);
                assertThat(marked.getLast()).isGreaterThanOrEqualTo(time / 2);
                assertThat(problem.y()[b]).isEqualTo(sum);
                errorOfOne += Math.pow(1 - sum, 2) / sequences;
            }
            // Four standard deviations: that of one squared error is √(7/180), that of the mean of all 0.0036.
            assertThat(errorOfOne).isCloseTo(AddingProblem.ERROR_OF_ONE, Offset.offset(0.0144));
        }
    }

    @Test
    @Tag("slow-scalar")
    void anLstmSolvesTheProblem() {
        Settings settings = Settings.of(Lstm.create(), 30);
        List<Point> points = AddingProblem.train(settings, 1, 60, 1500, _ -> {
        });
        assertThat(points.getFirst().error()).isGreaterThan(AddingProblem.ERROR_OF_ONE);
        assertThat(points.getLast().error()).isLessThan(0.01);
    }
}
