package dev.lstm4j.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs the program many times in one process, because starting Java takes longer than most runs. The process has the
/// folder and the options of [Program#run(Path, String...)]; each run is one call of [Main#run] with its own standard
/// output and standard error. Tests of what belongs to a whole process, such as the choice of kernels or the exit code
/// of Java itself, need [Program].
final class SharedProgram implements AutoCloseable {
    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;

    private SharedProgram(Process process) {
        this.process = process;
        this.requests = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(process.getInputStream());
    }

    static SharedProgram start(Path folder) {
        try {
            return new SharedProgram(new ProcessBuilder(Program.command(SharedProgram.class.getName()))
                    .directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Program run(String... args) {
        try {
            requests.writeInt(args.length);
            for (String arg : args) {
                requests.writeUTF(arg);
            }
            requests.flush();
            return CompletableFuture.supplyAsync(this::answer).get(Program.TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("no answer to " + List.of(args), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Program answer() {
        try {
            int exit = answers.readInt();
            String out = text(answers.readNBytes(answers.readInt()));
            return new Program(exit, out, text(answers.readNBytes(answers.readInt())).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Ends the process.
    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(Program.TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs in the process: reads command lines and answers each with its exit code and output.
    ///
    /// @param args none
    /// @throws IOException if the test has ended
    public static void main(String[] args) throws IOException {
        DataInputStream requests = new DataInputStream(System.in);
        DataOutputStream answers = new DataOutputStream(System.out);
        while (true) {
            int count;
            try {
                count = requests.readInt();
            } catch (EOFException e) {
                return;
            }
            String[] line = new String[count];
            for (int i = 0; i < count; i++) {
                line[i] = requests.readUTF();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            System.setOut(new PrintStream(out, true, System.out.charset()));
            System.setErr(new PrintStream(err, true, System.err.charset()));
            answers.writeInt(Main.run(line));
            for (ByteArrayOutputStream output : List.of(out, err)) {
                answers.writeInt(output.size());
                output.writeTo(answers);
            }
            answers.flush();
        }
    }
}
