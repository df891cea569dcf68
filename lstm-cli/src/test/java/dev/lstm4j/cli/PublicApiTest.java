package dev.lstm4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What all modules export: rules for every public method, checked in the compiled classes.
class PublicApiTest {
    private static final String PREFIX = "dev.lstm4j";
    private static final int MOST_PARAMETERS = 6;

    /// Kernels take the sizes and strides of their arrays one by one.
    private static final Set<String> MAY_HAVE_MORE = Set.of("dev.lstm4j.engine");

    private static final List<Class<?>> EXPORTED = new ArrayList<>();
    private static final Set<String> MODULES = new TreeSet<>();

    @BeforeAll
    static void findExportedClasses() throws IOException, ReflectiveOperationException {
        for (URL url : Collections.list(PublicApiTest.class.getClassLoader().getResources("module-info.class"))) {
            ModuleDescriptor module;
            try (InputStream in = url.openStream()) {
                module = ModuleDescriptor.read(in);
            }
            if (module.name().startsWith(PREFIX)) {
                MODULES.add(module.name());
                for (ModuleDescriptor.Exports exports : module.exports()) {
                    if (!exports.isQualified()) {
                        addClasses(url, exports.source());
                    }
                }
            }
        }
    }

    @Test
    void allModulesAreLookedAt() {
        assertThat(MODULES).contains("dev.lstm4j", "dev.lstm4j.io", "dev.lstm4j.simd", "dev.lstm4j.training",
                "dev.lstm4j.bench");
        assertThat(EXPORTED).extracting(Class::getName).contains("dev.lstm4j.Model",
                "dev.lstm4j.ParameterLayout$Entry", "dev.lstm4j.io.ModelFile", "dev.lstm4j.simd.Network");
    }

    @Test
    void noMethodHasMoreThanSixParameters() {
        Map<String, Executable> found = new TreeMap<>();
        for (Class<?> type : EXPORTED) {
            if (!MAY_HAVE_MORE.contains(type.getPackageName())) {
                for (Executable method : methods(type)) {
                    if (method.getParameterCount() > MOST_PARAMETERS) {
                        found.put(shortName(type, method), method);
                    }
                }
            }
        }
        assertThat(found.keySet())
                .as("methods with more than %d parameters; put related arrays into one record", MOST_PARAMETERS)
                .isEmpty();
    }

    /// What a user can name must also be reachable by reflection: a public method of a class that is not public is not.
    @Test
    void publicMethodsOfPublicClassesAreDeclaredInPublicClasses() {
        Map<String, Method> hidden = new TreeMap<>();
        for (Class<?> type : EXPORTED) {
            for (Method method : type.getMethods()) {
                if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
                    hidden.put(method.getDeclaringClass().getSimpleName(), method);
                }
            }
        }
        assertThat(hidden.keySet()).as("classes whose methods Method.invoke refuses: %s", hidden).isEmpty();
    }

    private static void addClasses(URL moduleInfo, String packageName)
            throws IOException, ReflectiveOperationException {
        String folder = packageName.replace('.', '/');
        URI uri = URI.create(moduleInfo.toString().replace("module-info.class", folder));
        if (uri.getScheme().equals("jar")) {
            URI jar = URI.create(uri.toString().substring(0, uri.toString().indexOf('!')));
            try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
                addClasses(files.getPath("/" + folder), packageName);
            }
        } else {
            addClasses(Path.of(uri), packageName);
        }
    }

    private static void addClasses(Path folder, String packageName) throws IOException, ReflectiveOperationException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    Class<?> type = Class.forName(
                            packageName + "." + name.substring(0, name.length() - ".class".length()),
                            false, PublicApiTest.class.getClassLoader());
                    if (isVisible(type)) {
                        EXPORTED.add(type);
                    }
                }
            }
        }
    }

    private static boolean isVisible(Class<?> type) {
        return isPublicOrProtected(type.getModifiers()) && !type.isAnonymousClass() && !type.isLocalClass()
                && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static boolean isPublicOrProtected(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static List<Executable> methods(Class<?> type) {
        List<Executable> methods = new ArrayList<>(List.of(type.getDeclaredMethods()));
        methods.addAll(List.of(type.getDeclaredConstructors()));
        methods.removeIf(method -> !isPublicOrProtected(method.getModifiers()) || method.isSynthetic());
        return methods;
    }

    private static String shortName(Class<?> type, Executable method) {
        String name = method instanceof Constructor<?> ? "new" : method.getName();
        return type.getSimpleName() + "." + name + "/" + method.getParameterCount();
    }
}
