package dev.lstm4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lstm4j.Model;
import dev.lstm4j.Optimizer;
import dev.lstm4j.io.ModelFile;
import dev.lstm4j.simd.Engine;
import dev.lstm4j.training.optimizers.Adam;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frameworks call getters by reflection, which fails for public methods that are declared by a hidden class.
class PublicMethodsTest {

    private static ModuleReference module(Class<?> member) {
        try {
            Path place = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(place).findAll().iterator().next();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public classes of the packages that a module exports to all modules.
    private static List<Class<?>> exported(ModuleReference module) throws IOException {
        Set<String> packages = module.descriptor().exports().stream().filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
        try (ModuleReader reader = module.open(); Stream<String> files = reader.list()) {
            return files.filter(file -> file.endsWith(".class") && file.contains("/"))
                    .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
                    .filter(name -> !name.endsWith("package-info")).<Class<?>>map(PublicMethodsTest::load)
                    .filter(PublicMethodsTest::isPublic).toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicMethodsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    @ParameterizedTest
    @ValueSource(classes = {Model.class, Engine.class, Adam.class, ModelFile.class})
    void publicMethodsAreDeclaredByPublicTypes(Class<?> member) throws IOException {
        List<Class<?>> types = exported(module(member));
        assertThat(types).hasSizeGreaterThan(1).contains(member);
        for (Class<?> type : types) {
            for (Method method : type.getMethods()) {
                assertThat(isPublic(method.getDeclaringClass())).as("%s of %s", method, type).isTrue();
            }
        }
    }

    @Test
    void gettersOfOptimizersCanBeCalledByReflection() throws ReflectiveOperationException {
        Adam settings = Adam.of(0.25);
        assertThat(Adam.class.getMethod("learningRate").invoke(settings)).isEqualTo(0.25);
        Optimizer optimizer = settings.create();
        assertThat(optimizer.getClass().getMethod("learningRate").invoke(optimizer)).isEqualTo(0.25);
    }
}
