/// Model files in the safetensors format, with PyTorch's parameter names. Files are not trusted.
@SuppressWarnings("module") // the module that may use the internal package is compiled later
@org.jspecify.annotations.NullMarked
module dev.lstm4j.io {
    requires transitive dev.lstm4j;
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    exports dev.lstm4j.io;
    exports dev.lstm4j.io.internal to dev.lstm4j.forecast, dev.lstm4j.cli;
    exports dev.lstm4j.io.safetensors;
}
