/// Model files in the safetensors format, with PyTorch's parameter names. Files are not trusted.
@org.jspecify.annotations.NullMarked
module dev.lstm4j.io {
    requires transitive dev.lstm4j;
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    exports dev.lstm4j.io;
    exports dev.lstm4j.io.safetensors;
}
