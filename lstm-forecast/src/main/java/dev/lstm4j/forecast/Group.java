package dev.lstm4j.forecast;

import dev.lstm4j.forecast.settings.ForecastException;
import dev.lstm4j.forecast.settings.Names;
import dev.lstm4j.forecast.settings.Setting;
import dev.lstm4j.forecast.settings.SplitSettings;
import dev.lstm4j.io.internal.JsonObject;
import dev.lstm4j.io.internal.MalformedJsonException;
import java.util.List;

/// One group of a recipe's JSON text, whose values have defaults.
final class Group {
    private static final int PARTS = 3;

    final JsonObject json;

    /// The object under a key, or an empty one if it is not there.
    Group(JsonObject parent, String key) throws MalformedJsonException {
        this.json = parent.has(key) ? parent.object(key) : JsonObject.parse(key, "{}");
    }

    boolean has(Setting setting) {
        return json.hasValue(setting.key());
    }

    int integer(Setting setting, int usual) throws MalformedJsonException {
        return json.has(setting.key()) ? json.integer(setting.key()) : usual;
    }

    long whole(Setting setting, long usual) throws MalformedJsonException {
        return json.has(setting.key()) ? json.whole(setting.key()) : usual;
    }

    double real(Setting setting, double usual) throws MalformedJsonException {
        return json.has(setting.key()) ? json.real(setting.key()) : usual;
    }

    float single(Setting setting, float usual) throws MalformedJsonException {
        return json.has(setting.key()) ? json.single(setting.key()) : usual;
    }

    boolean flag(Setting setting, boolean usual) throws MalformedJsonException {
        return json.has(setting.key()) ? json.flag(setting.key()) : usual;
    }

    String text(Setting setting, String usual) throws MalformedJsonException {
        return json.has(setting.key()) ? json.text(setting.key()) : usual;
    }

    List<String> texts(Setting setting, List<String> usual) throws MalformedJsonException {
        return json.has(setting.key()) ? json.texts(setting.key()) : usual;
    }

    /// A list, or a text in place of a list of one.
    List<String> textOrTexts(Setting setting) throws MalformedJsonException {
        return json.isText(setting.key()) ? List.of(json.text(setting.key())) : json.texts(setting.key());
    }

    <E extends Enum<E>> E name(Setting setting, E usual, Class<E> type) throws MalformedJsonException {
        return json.has(setting.key()) ? Names.find(setting, type, json.text(setting.key())) : usual;
    }

    SplitSettings split(SplitSettings usual) throws MalformedJsonException {
        if (!json.has(Setting.SPLIT.key())) {
            return usual;
        }
        List<Double> parts = json.doubles(Setting.SPLIT.key());
        if (parts.size() != PARTS) {
            throw ForecastException.setting(Setting.SPLIT,
                    "expected three numbers (training, validation, test), found " + parts.size());
        }
        return new SplitSettings(parts.get(0), parts.get(1), parts.get(2));
    }

    /// Refuses keys that are not known.
    void end() throws MalformedJsonException {
        json.requireNoOther();
    }
}
