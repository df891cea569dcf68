package dev.lstm4j.simd.internal.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/// Whether the processor multiplies and adds in one instruction. Without that instruction `Math.fma` falls to
/// arbitrary-precision arithmetic, a thousand times slower, and must not be called.
final class HardwareFma {
    /// Constant for the JIT compiler.
    static final boolean PRESENT = detect();

    private HardwareFma() {}

    private static boolean detect() {
        if (System.getProperty("os.arch").equals("aarch64")) {
            return true; // always
        }
        try {
            HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return bean != null && Boolean.parseBoolean(bean.getVMOption("UseFMA").getValue());
        } catch (IllegalArgumentException e) {
            return false; // not a HotSpot machine: multiply and add apart is always safe
        }
    }
}
