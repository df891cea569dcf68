package dev.lstm4j.forecast.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Numbers that count from 1970-01-01 in UTC. The stamps have no offset, since the cells show none.
final class EpochFormat extends TimeFormat {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
    private static final int LONGEST = 40;
    private static final int NANO_DIGITS = 9;

    /// What is counted.
    enum Unit {
        SECONDS(0), MILLISECONDS(3), MICROSECONDS(6), NANOSECONDS(9);

        private final int digits;

        Unit(int digits) {
            this.digits = digits;
        }

        /// The unit in which a number is a time from 1973 to 2128.
        ///
        /// @param number from a cell
        /// @return null if there is none
        static @Nullable Unit of(double number) {
            for (Unit unit : values()) {
                double seconds = number / Math.pow(10, unit.digits);
                if (seconds >= 1e8 && seconds < 5e9) {
                    return unit;
                }
            }
            return null;
        }
    }

    private final Unit unit;
    private final int decimals;

    /// @param unit what is counted
    /// @param decimals written after the point
    EpochFormat(Unit unit, int decimals) {
        this.unit = unit;
        this.decimals = decimals;
    }

    /// The format of a column.
    ///
    /// @param cells all numbers
    /// @return null if they are not times in one unit
    static @Nullable EpochFormat of(Iterable<String> cells) {
        Unit unit = null;
        int decimals = 0;
        for (String cell : cells) {
            Unit own = Cells.isNumber(cell) ? Unit.of(Double.parseDouble(cell)) : null;
            if (own == null || unit != null && own != unit) {
                return null;
            }
            unit = own;
            decimals = Math.max(decimals, new BigDecimal(cell).scale());
        }
        return unit == null ? null : new EpochFormat(unit, Math.min(decimals, NANO_DIGITS - unit.digits));
    }

    @Override
    public @Nullable TimeStamp read(String cell) {
        if (!hasForm(cell)) {
            return null;
        }
        BigInteger nanos = new BigDecimal(cell).movePointRight(NANO_DIGITS - unit.digits)
                .setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
        BigInteger[] parts = nanos.divideAndRemainder(NANOS);
        if (parts[1].signum() < 0) {
            parts = new BigInteger[]{parts[0].subtract(BigInteger.ONE), parts[1].add(NANOS)};
        }
        if (parts[0].bitLength() > Integer.SIZE + 4) {
            return null;
        }
        return new TimeStamp(LocalDateTime.ofEpochSecond(parts[0].longValue(), parts[1].intValue(), ZoneOffset.UTC),
                null, null, this);
    }

    @Override
    String write(TimeStamp stamp) {
        return BigDecimal.valueOf(stamp.local().toEpochSecond(ZoneOffset.UTC))
                .add(BigDecimal.valueOf(stamp.local().getNano(), NANO_DIGITS)).movePointRight(unit.digits)
                .setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    @Override
    boolean hasForm(String cell) {
        return cell.length() <= LONGEST && Cells.isNumber(cell) && Math.abs(Double.parseDouble(cell)) < 1e20;
    }

    @Override
    TimeFormat withDigits(int digits) {
        return new EpochFormat(unit, Math.max(0, digits - unit.digits));
    }

    @Override
    int digits() {
        return decimals + unit.digits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EpochFormat that && unit == that.unit && decimals == that.decimals;
    }

    @Override
    public int hashCode() {
        return unit.hashCode() * 31 + decimals;
    }

    @Override
    public String toString() {
        return unit.name().toLowerCase(java.util.Locale.ROOT) + " since 1970";
    }
}
