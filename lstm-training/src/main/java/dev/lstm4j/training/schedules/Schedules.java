package dev.lstm4j.training.schedules;

import dev.lstm4j.training.internal.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The schedules of `torch.optim.lr_scheduler` that depend only on the position, and combinations of schedules. Each
/// has a closed form, so the rate can be computed for any position, in any order. All are values: schedules with the
/// same settings are equal, and `toString` shows the settings.
public final class Schedules {
    private Schedules() {}

    /// A constant learning rate.
    ///
    /// @return a schedule
    public static LearningRateSchedule constant() {
        return new Constant();
    }

    /// Multiplies the rate by a factor at regular intervals (`StepLR`).
    ///
    /// @param size the number of positions from one multiplication to the next, at least 1
    /// @param gamma the factor, above 0
    /// @return a schedule
    /// @throws IllegalArgumentException if one is out of range
    public static LearningRateSchedule step(int size, double gamma) {
        requireCount("size", size);
        requirePositive("gamma", gamma);
        return new Step(size, gamma);
    }

    /// Multiplies the rate by a factor at given positions (`MultiStepLR`).
    ///
    /// @param gamma the factor, above 0
    /// @param milestones the positions; one that is given twice counts twice
    /// @return a schedule
    /// @throws IllegalArgumentException if gamma is not above 0
    public static LearningRateSchedule multiStep(double gamma, long... milestones) {
        requirePositive("gamma", gamma);
        return new MultiStep(gamma, Arrays.stream(milestones).boxed().toList());
    }

    /// Multiplies the rate by a factor at each position (`ExponentialLR`).
    ///
    /// @param gamma the factor, above 0
    /// @return a schedule
    /// @throws IllegalArgumentException if gamma is not above 0
    public static LearningRateSchedule exponential(double gamma) {
        requirePositive("gamma", gamma);
        return new Exponential(gamma);
    }

    /// Lowers the rate along half a cosine; after its end the rate rises and falls periodically (`CosineAnnealingLR`;
    /// Loshchilov and Hutter 2017, without restarts).
    ///
    /// @param length the number of positions from the highest rate to the lowest, at least 1 (`T_max`)
    /// @param lowest the lowest rate, not negative (`eta_min`)
    /// @return a schedule
    /// @throws IllegalArgumentException if one is out of range
    public static LearningRateSchedule cosine(int length, double lowest) {
        requireCount("length", length);
        Numbers.requireFinite("lowest", lowest);
        return new Cosine(length, lowest);
    }

    /// Multiplies the rate by a factor that changes linearly and is constant after its end (`LinearLR`), for example as
    /// a warm-up.
    ///
    /// @param from the factor at position 0, above 0 (`start_factor`)
    /// @param to the factor at the end, not negative (`end_factor`)
    /// @param length the position of the end, at least 1 (`total_iters`)
    /// @return a schedule
    /// @throws IllegalArgumentException if one is out of range
    public static LearningRateSchedule linear(double from, double to, int length) {
        requireCount("length", length);
        requirePositive("from", from);
        Numbers.requireFinite("to", to);
        return new Linear(from, to, length);
    }

    /// Raises the rate to the optimizer's initial rate, then lowers it below its start (`OneCycleLR` with cosine
    /// annealing, two phases and the optimizer's rate as `max_lr`; Smith and Topin 2019), with PyTorch's defaults: the
    /// rise takes 0.3 of all positions and starts at 1/25 of the maximum; the final rate is 1/10 000 of the first.
    /// Momentum does not change.
    ///
    /// @param length the total number of positions, at least 1; after them the rate is constant
    /// @return a schedule whose positions count updates
    /// @throws IllegalArgumentException if length is below 1
    public static LearningRateSchedule oneCycle(int length) {
        return oneCycle(length, 0.3, 25, 1e4);
    }

    /// [#oneCycle(int)] with other settings.
    ///
    /// @param length the total number of positions, at least 1 (`total_steps`)
    /// @param rise the fraction of them in which the rate rises, from 0 to 1 (`pct_start`)
    /// @param start the highest rate divided by the first (`div_factor`)
    /// @param end the first rate divided by the last (`final_div_factor`)
    /// @return a schedule whose positions count updates
    /// @throws IllegalArgumentException if one is out of range
    public static LearningRateSchedule oneCycle(int length, double rise, double start, double end) {
        requireCount("length", length);
        requirePositive("start", start);
        requirePositive("end", end);
        if (!(rise >= 0 && rise <= 1)) {
            throw new IllegalArgumentException("rise: expected a number from 0 to 1, found " + rise);
        }
        return new OneCycle(length, rise, start, end);
    }

    /// Runs schedules one after the other (`SequentialLR`). The positions and losses of each schedule count from its
    /// own start.
    ///
    /// @param schedules at least one
    /// @param milestones the start positions of all schedules but the first, increasing
    /// @return a schedule
    /// @throws IllegalArgumentException if the milestones do not increase or their number is wrong, there is no
    ///         schedule, or some schedules count epochs and others updates
    public static LearningRateSchedule sequence(List<LearningRateSchedule> schedules, long... milestones) {
        List<LearningRateSchedule> parts = requireAlike(schedules);
        if (milestones.length != parts.size() - 1) {
            throw new IllegalArgumentException("milestones: expected " + (parts.size() - 1)
                    + ", one fewer than schedules, found " + milestones.length);
        }
        List<Long> begins = new ArrayList<>(List.of(0L));
        for (long milestone : milestones) {
            if (milestone <= begins.getLast()) {
                throw new IllegalArgumentException(
                        "milestones: expected increasing numbers above 0, found " + Arrays.toString(milestones));
            }
            begins.add(milestone);
        }
        return new Sequence(parts, List.copyOf(begins));
    }

    /// Combines schedules (`ChainedScheduler`): each one starts from the rate that the previous one returns, so factors
    /// multiply.
    ///
    /// @param schedules at least one
    /// @return a schedule
    /// @throws IllegalArgumentException if there is none, or some count epochs and others updates
    public static LearningRateSchedule product(List<LearningRateSchedule> schedules) {
        return new Product(requireAlike(schedules));
    }

    /// Depends only on the position.
    private interface Counting extends LearningRateSchedule {
        @Override
        double rate(double base, long position);

        @Override
        default double rate(double base, long position, LossHistory losses) {
            return rate(base, position);
        }
    }

    private record Constant() implements Counting {
        @Override
        public double rate(double base, long position) {
            return base;
        }
    }

    private record Step(int size, double gamma) implements Counting {
        @Override
        public double rate(double base, long position) {
            return base * StrictMath.pow(gamma, position / size);
        }
    }

    private record MultiStep(double gamma, List<Long> milestones) implements Counting {
        @Override
        public double rate(double base, long position) {
            int passed = 0;
            for (long milestone : milestones) {
                passed += milestone <= position ? 1 : 0;
            }
            return base * StrictMath.pow(gamma, passed);
        }
    }

    private record Exponential(double gamma) implements Counting {
        @Override
        public double rate(double base, long position) {
            return base * StrictMath.pow(gamma, position);
        }
    }

    private record Cosine(int length, double lowest) implements Counting {
        @Override
        public double rate(double base, long position) {
            return cosine(base, lowest, (double) (position % (2L * length)) / length);
        }
    }

    private record Linear(double from, double to, int length) implements Counting {
        @Override
        public double rate(double base, long position) {
            return base * (from + (to - from) * Math.min(position, length) / length);
        }
    }

    private record OneCycle(int length, double rise, double start, double end) implements Counting {
        @Override
        public double rate(double base, long position) {
            double top = rise * length - 1;
            double last = length - 1.0;
            double first = base / start;
            double at = Math.min(position, last);
            if (at <= top || at == 0 && last == 0) {
                return cosine(first, base, top == 0 ? 1 : at / top);
            }
            return cosine(base, first / end, (at - top) / (last - top));
        }

        @Override
        public boolean isPerUpdate() {
            return true;
        }
    }

    private record Sequence(List<LearningRateSchedule> parts, List<Long> begins) implements LearningRateSchedule {
        @Override
        public double rate(double base, long position, LossHistory losses) {
            int part = begins.size() - 1;
            while (begins.get(part) > position) {
                part--;
            }
            long begin = begins.get(part);
            return parts.get(part).rate(base, position - begin, losses.since(begin));
        }

        @Override
        public boolean isPerUpdate() {
            return parts.getFirst().isPerUpdate();
        }
    }

    private record Product(List<LearningRateSchedule> parts) implements LearningRateSchedule {
        @Override
        public double rate(double base, long position, LossHistory losses) {
            double rate = base;
            for (LearningRateSchedule part : parts) {
                rate = part.rate(rate, position, losses);
            }
            return rate;
        }

        @Override
        public boolean isPerUpdate() {
            return parts.getFirst().isPerUpdate();
        }
    }

    /// Half a cosine from one rate (part 0) to another (part 1), and back (part 2).
    private static double cosine(double from, double to, double part) {
        return to + (from - to) * (1 + StrictMath.cos(Math.PI * part)) / 2;
    }

    private static List<LearningRateSchedule> requireAlike(List<LearningRateSchedule> schedules) {
        if (schedules.isEmpty()) {
            throw new IllegalArgumentException("schedules: expected at least one, found none");
        }
        boolean first = schedules.getFirst().isPerUpdate();
        if (schedules.stream().anyMatch(schedule -> schedule.isPerUpdate() != first)) {
            throw new IllegalArgumentException(
                    "schedules: expected all to count epochs or all to count updates, found both; use perUpdate()");
        }
        return List.copyOf(schedules);
    }

    private static void requireCount(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + ": expected a finite number above 0, found " + value);
        }
    }
}
