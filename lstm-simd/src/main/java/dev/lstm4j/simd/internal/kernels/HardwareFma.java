package dev.lstm4j.simd.internal.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/// Detects whether the processor has a fused multiply-add instruction. Without it `Math.fma` uses arbitrary-precision
/// arithmetic, which is about a thousand times slower, and must not be called.
final class HardwareFma {
    /// A constant for the JIT compiler.
    static final boolean PRESENT = detect();

    private HardwareFma() {}

    private static boolean detect() {
        if (System.getProperty("os.arch").equals("aarch64")) {
            return true; // part of the architecture
        }
        try {
            HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return bean != null && Boolean.parseBoolean(bean.getVMOption("UseFMA").getValue());
        } catch (IllegalArgumentException e) {
            return false; // not a HotSpot JVM: separate multiply and add is always safe
        }
    }
}
