package dev.lstm4j.benchmarks;

import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Modules depend only on the modules allowed here, and packages have no cycles. Add a new module to `ALLOWED`.
class DependenciesTest {
    private static final String ROOT = "dev.lstm4j";

    /// By the first package below `dev.lstm4j`; all other packages belong to the API.
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "api", Set.of(),
            "simd", Set.of("api"),
            "training", Set.of("api", "simd"),
            "io", Set.of("api"),
            "forecast", Set.of("api", "simd", "training", "io"),
            "bench", Set.of("api", "simd", "training"),
            "cli", Set.of("api", "simd", "training", "io", "forecast", "bench"),
            "benchmarks", Set.of("api", "simd", "training", "io", "forecast", "bench"));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/jmh_generated/")).importPackages(ROOT);

    private static String module(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return names.length > 2 && ALLOWED.containsKey(names[2]) ? names[2] : "api";
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    static Set<String> modules() {
        return ALLOWED.keySet();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleDependsOnlyDownward(String module) {
        Set<String> allowed = ALLOWED.get(module);
        classes().that(DescribedPredicate.describe("are of " + module, type -> module(type).equals(module)))
                .should(onlyDependOnClassesThat(DescribedPredicate.describe("are its own or of " + allowed,
                        type -> !isOurs(base(type)) || module(base(type)).equals(module)
                                || allowed.contains(module(base(type))))))
                .allowEmptyShould(true).check(MAIN);
    }

    /// The type itself, or the component type of an array.
    private static JavaClass base(JavaClass type) {
        return type.getBaseComponentType();
    }

    @Test
    void packagesHaveNoCycle() {
        slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of LSTM4J";
            }
        }).should().beFreeOfCycles().check(MAIN);
    }

    /// Without classes, the rules above would hold trivially.
    @Test
    void theClassesOfAllModulesAreChecked() {
        assertThat(MAIN.stream().map(DependenciesTest::module).distinct()).contains("api", "simd", "training", "io",
                "bench",
                "cli", "benchmarks");
    }
}
