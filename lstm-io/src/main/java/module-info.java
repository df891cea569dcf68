/// Model files: safetensors with the names of PyTorch, checked as bytes from a stranger. Nothing here computes.
@org.jspecify.annotations.NullMarked
module dev.lstm4j.io {
    requires transitive dev.lstm4j;
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    exports dev.lstm4j.io;
    exports dev.lstm4j.io.safetensors;
}
