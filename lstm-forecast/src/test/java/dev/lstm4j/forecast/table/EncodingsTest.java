package dev.lstm4j.forecast.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"windows-1252 | Température, größe", "windows-1252 | año", "windows-1252 | price €",
                    "windows-1252 | m³/s", "windows-1252 | naïve café", "windows-1252 | Ærø Åbenrå Malmö",
                    "windows-1252 | São João, ações",
                    "windows-1250 | Žďár, Třebíč", "ISO-8859-2 | Žďár, Třebíč, Košice",
                    "windows-1250 | Győr Őriszentpéter",
                    "windows-1250 | Łódź, Świętokrzyskie", "windows-1251 | Цена", "windows-1251 | температура воздуха",
                    "windows-1251 | ЦЕНА", "KOI8-R | Цена, температура", "windows-1253 | θερμοκρασία",
                    "windows-1254 | İstanbul Beyoğlu sıcaklık",
                    "windows-1255 | טמפרטורה", "windows-1256 | السعر", "windows-31j | 気温と売上", "windows-31j | データ",
                    "GB18030 | 温度",
                    "GB18030 | 销售额", "Big5 | 溫度與銷售額", "EUC-KR | 매출액과 기온", "EUC-JP | データの気温"})
    void theEncodingIsFoundFromAFewLetters(String encoding, String text) {
        byte[] bytes = text.getBytes(Charset.forName(encoding));
        Charset found = Encodings.candidates(bytes).getFirst().charset();
        assertThat(Encodings.decode(bytes, found)).as(found.name()).isEqualTo(text);
    }

    @Test
    void aRivalReadsADifferentText() {
        byte[] price = "价格".getBytes(Charset.forName("GB18030"));
        assertThat(Encodings.rival(Encodings.candidates(price), price)).as("two characters may be Korean").isNotNull();
        byte[] german = "Größe, Straße, Mühlenweg, Köln".getBytes(Charset.forName("windows-1252"));
        assertThat(Encodings.rival(Encodings.candidates(german), german)).isNull();
    }

    @Test
    void theSampleHasTheLinesThatTell() throws IOException {
        byte[] text = ("plain\n".repeat(50_000) + "größe\nplain\nsüd").getBytes(Charset.forName("windows-1252"));
        assertThat(new String(Encodings.sample(new ByteArrayInputStream(text)), Charset.forName("windows-1252")))
                .isEqualTo("größe\nsüd");
    }

    @Test
    void filesOfOtherProgramsAreRecognized() {
        assertThat(List.of("{\"a\": 1}", "[1, 2]", "[[1], [2]]", "[ {\"a\": 1} ]", "{}"))
                .allSatisfy(text -> assertThat(FileKind.of(text.getBytes(Charset.defaultCharset())))
                        .as(text).isIn(FileKind.JSON, FileKind.TEXT));
        assertThat(FileKind.of("[x],[y]\n1,2\n".getBytes(Charset.defaultCharset()))).isEqualTo(FileKind.TEXT);
        assertThat(FileKind.of("{a},b\n".getBytes(Charset.defaultCharset()))).isEqualTo(FileKind.TEXT);
        assertThat(FileKind.of("  \n<!DOCTYPE HTML>\n".getBytes(Charset.defaultCharset()))).isEqualTo(FileKind.HTML);
        assertThat(FileKind.of("<50,>50\n1,2\n".getBytes(Charset.defaultCharset()))).isEqualTo(FileKind.TEXT);
    }
}
