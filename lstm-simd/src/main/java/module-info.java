/// Runs networks forward: vector and scalar kernels and their selection, batches and streaming sessions.
@SuppressWarnings("module") // the modules that the internal packages are exported to are compiled later
@org.jspecify.annotations.NullMarked
module dev.lstm4j.simd {
    requires transitive dev.lstm4j;
    // Not static: so the module path needs no flag. On the class path the module may be missing, and scalar kernels answer.
    requires jdk.incubator.vector;
    requires jdk.management;
    requires static transitive org.jspecify;

    exports dev.lstm4j.simd;
    exports dev.lstm4j.simd.internal to dev.lstm4j.training;
    exports dev.lstm4j.simd.internal.packing to dev.lstm4j.training;
    exports dev.lstm4j.simd.internal.passes to dev.lstm4j.training;
    exports dev.lstm4j.simd.internal.threads to dev.lstm4j.training;
}
