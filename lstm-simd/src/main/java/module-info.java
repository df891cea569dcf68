/// Inference: vector and scalar kernels and their selection, sessions for batches and for streaming.
@SuppressWarnings("module") // the module that the internal packages are exported to is compiled later
@org.jspecify.annotations.NullMarked
module dev.lstm4j.simd {
    requires transitive dev.lstm4j;
    // Not static, so that the module path needs no flag. On the class path it may be missing: then scalar kernels run.
    requires jdk.incubator.vector;
    requires jdk.management;
    requires static transitive org.jspecify;

    exports dev.lstm4j.simd;
    exports dev.lstm4j.simd.internal to dev.lstm4j.training;
    exports dev.lstm4j.simd.internal.packing to dev.lstm4j.training;
    exports dev.lstm4j.simd.internal.passes to dev.lstm4j.training;
    exports dev.lstm4j.simd.internal.threads to dev.lstm4j.training;
}
