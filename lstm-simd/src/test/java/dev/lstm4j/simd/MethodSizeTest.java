package dev.lstm4j.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Model;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// HotSpot never compiles a method of more than 8000 bytes of bytecode (`HugeMethodLimit`): it would be interpreted
/// for ever.
class MethodSizeTest {
    private static final int HUGE_METHOD_LIMIT = 8000;

    @Test
    void everyMethodOfTheEngineIsSmallEnoughToBeCompiled() throws Exception {
        List<String> huge = new ArrayList<>();
        int methods = 0;
        for (Class<?> type : List.of(Network.class, Model.class)) {
            for (byte[] bytes : classes(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
                ClassModel model = ClassFile.of().parse(bytes);
                for (MethodModel method : model.methods()) {
                    methods++;
                    int length = method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
                    if (length > HUGE_METHOD_LIMIT) {
                        huge.add(model.thisClass().asInternalName() + " " + method.methodName() + ": " + length);
                    }
                }
            }
        }
        assertThat(methods).isGreaterThan(1000);
        assertThat(huge).isEmpty();
    }

    /// The classes of a folder or jar.
    private static List<byte[]> classes(Path from) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        FileSystem jar = Files.isDirectory(from) ? null : FileSystems.newFileSystem(from);
        try (jar; Stream<Path> files = Files.walk(jar == null ? from : jar.getPath("/"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                classes.add(Files.readAllBytes(file));
            }
        }
        return classes;
    }
}
