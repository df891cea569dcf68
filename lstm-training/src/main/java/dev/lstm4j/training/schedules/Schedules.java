package dev.lstm4j.training.schedules;

import dev.lstm4j.training.internal.Numbers;
import java.util.Arrays;
import java.util.List;

/// The schedules that only count, with the values of `torch.optim.lr_scheduler`; and schedules made of others. Written in
/// closed form, so the rate of any place can be asked for, in any order.
public final class Schedules {
    private Schedules() {}

    /// The rate stays.
    ///
    /// @return a schedule
    public static LearningRateSchedule constant() {
        return (base, _) -> base;
    }

    /// The rate falls by a factor every so often (`StepLR`).
    ///
    /// @param size positions from a fall to the next, at least 1
    /// @param gamma the factor, above 0
    /// @return a schedule
    /// @throws IllegalArgumentException where one is out of range
    public static LearningRateSchedule step(int size, double gamma) {
        requireCount("size", size);
        requirePositive("gamma", gamma);
        return (base, position) -> base * StrictMath.pow(gamma, position / size);
    }

    /// The rate falls by a factor at given places (`MultiStepLR`).
    ///
    /// @param gamma the factor, above 0
    /// @param milestones where it falls; one that is named twice counts twice
    /// @return a schedule
    /// @throws IllegalArgumentException where gamma is not above 0
    public static LearningRateSchedule multiStep(double gamma, long... milestones) {
        requirePositive("gamma", gamma);
        long[] places = milestones.clone();
        return (base, position) -> base
                * StrictMath.pow(gamma, Arrays.stream(places).filter(place -> place <= position).count());
    }

    /// The rate falls by a factor each time (`ExponentialLR`).
    ///
    /// @param gamma the factor, above 0
    /// @return a schedule
    /// @throws IllegalArgumentException where gamma is not above 0
    public static LearningRateSchedule exponential(double gamma) {
        requirePositive("gamma", gamma);
        return (base, position) -> base * StrictMath.pow(gamma, position);
    }

    /// The rate falls along half a cosine and, past its end, rises and falls again (`CosineAnnealingLR`; Loshchilov and
    /// Hutter 2017, without restarts).
    ///
    /// @param length positions from the highest rate to the lowest, at least 1 (`T_max`)
    /// @param lowest the lowest rate, not negative (`eta_min`)
    /// @return a schedule
    /// @throws IllegalArgumentException where one is out of range
    public static LearningRateSchedule cosine(int length, double lowest) {
        requireCount("length", length);
        Numbers.requireFinite("lowest", lowest);
        return (base, position) -> cosine(base, lowest, (double) (position % (2L * length)) / length);
    }

    /// The rate goes from a part of itself to another in equal steps, and stays there (`LinearLR`): warming up.
    ///
    /// @param from the factor at position 0, above 0, as `start_factor`
    /// @param to the factor at the end, not negative, as `end_factor`
    /// @param length the position of the end, at least 1 (`total_iters`)
    /// @return a schedule
    /// @throws IllegalArgumentException where one is out of range
    public static LearningRateSchedule linear(double from, double to, int length) {
        requireCount("length", length);
        requirePositive("from", from);
        Numbers.requireFinite("to", to);
        return (base, position) -> base * (from + (to - from) * Math.min(position, length) / length);
    }

    /// One rise to the optimizer's rate and one fall below the start (`OneCycleLR` with `max_lr` the optimizer's rate, cosines
    /// and two phases; Smith and Topin 2019), with PyTorch's defaults: the rise takes 0.3 of all, from a 25th, and the
    /// fall ends at a 10 000th of that. Momentum stays. Counted in updates.
    ///
    /// @param length positions in all, at least 1; past them the rate stays at its end
    /// @return a schedule, asked before each update
    /// @throws IllegalArgumentException where length is below 1
    public static LearningRateSchedule oneCycle(int length) {
        return oneCycle(length, 0.3, 25, 1e4);
    }

    /// The same with other settings.
    ///
    /// @param length positions in all, at least 1 (`total_steps`)
    /// @param rise the part of them that rises, from 0 to 1 (`pct_start`)
    /// @param start the highest rate by the first (`div_factor`)
    /// @param end the first rate by the last (`final_div_factor`)
    /// @return a schedule, asked before each update
    /// @throws IllegalArgumentException where one is out of range
    public static LearningRateSchedule oneCycle(int length, double rise, double start, double end) {
        requireCount("length", length);
        requirePositive("start", start);
        requirePositive("end", end);
        if (!(rise >= 0 && rise <= 1)) {
            throw new IllegalArgumentException("rise: expected a number from 0 to 1, found " + rise);
        }
        double top = rise * length - 1;
        double last = length - 1.0;
        LearningRateSchedule cycle = (base, position) -> {
            double first = base / start;
            double at = Math.min(position, last);
            if (at <= top || at == 0 && last == 0) {
                return cosine(first, base, top == 0 ? 1 : at / top);
            }
            return cosine(base, first / end, (at - top) / (last - top));
        };
        return cycle.perUpdate();
    }

    /// Schedules one after the other (`SequentialLR`): each counts from the place where it begins.
    ///
    /// @param schedules at least one
    /// @param milestones where each but the first begins, rising
    /// @return a schedule
    /// @throws IllegalArgumentException where the milestones do not rise, their number does not fit, or some schedules count epochs
    ///         and some updates
    public static LearningRateSchedule sequence(List<LearningRateSchedule> schedules, long... milestones) {
        List<LearningRateSchedule> parts = requireAlike(schedules);
        long[] begins = new long[parts.size()];
        if (milestones.length != begins.length - 1) {
            throw new IllegalArgumentException("milestones: expected one less than the " + begins.length
                    + " schedules, found " + milestones.length);
        }
        for (int i = 1; i < begins.length; i++) {
            begins[i] = milestones[i - 1];
            if (begins[i] <= begins[i - 1]) {
                throw new IllegalArgumentException(
                        "milestones: expected numbers above 0 that rise, found " + Arrays.toString(milestones));
            }
        }
        return new Sequence(parts, begins);
    }

    /// Schedules at the same time: each changes the rate that the one before gives, so that factors are multiplied
    /// (`ChainedScheduler`).
    ///
    /// @param schedules at least one
    /// @return a schedule
    /// @throws IllegalArgumentException where there is none, or some count epochs and some updates
    public static LearningRateSchedule product(List<LearningRateSchedule> schedules) {
        return new Chain(requireAlike(schedules));
    }

    private record Sequence(List<LearningRateSchedule> parts, long[] begins) implements LearningRateSchedule {
        private int part(long position) {
            int part = begins.length - 1;
            while (part > 0 && begins[part] > position) {
                part--;
            }
            return part;
        }

        @Override
        public double rate(double base, long position) {
            int part = part(position);
            return parts.get(part).rate(base, position - begins[part]);
        }

        @Override
        public boolean everyUpdate() {
            return parts.getFirst().everyUpdate();
        }

        @Override
        public void observe(long position, double loss) {
            int part = part(position);
            parts.get(part).observe(position - begins[part], loss);
        }
    }

    private record Chain(List<LearningRateSchedule> parts) implements LearningRateSchedule {
        @Override
        public double rate(double base, long position) {
            double rate = base;
            for (LearningRateSchedule part : parts) {
                rate = part.rate(rate, position);
            }
            return rate;
        }

        @Override
        public boolean everyUpdate() {
            return parts.getFirst().everyUpdate();
        }

        @Override
        public void observe(long position, double loss) {
            parts.forEach(part -> part.observe(position, loss));
        }
    }

    /// Half a cosine from one rate (0) to another (1), and back (2).
    private static double cosine(double from, double to, double part) {
        return to + (from - to) * (1 + StrictMath.cos(Math.PI * part)) / 2;
    }

    private static List<LearningRateSchedule> requireAlike(List<LearningRateSchedule> schedules) {
        if (schedules.isEmpty()) {
            throw new IllegalArgumentException("schedules: expected at least one, found none");
        }
        boolean first = schedules.getFirst().everyUpdate();
        if (schedules.stream().anyMatch(schedule -> schedule.everyUpdate() != first)) {
            throw new IllegalArgumentException(
                    "schedules: expected all to count epochs or all to count updates, found both; take perUpdate()");
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
