package org.maskwright.learn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class TorchTest {
    private static final Executor NEW_THREAD = work -> new Thread(work).start();

    @Test void aThreadThatDidNotLoadTheEngineRemembersNothingForGradientsEither() {
        Torch.engine();
        CompletableFuture<Boolean> remembers = CompletableFuture.supplyAsync(() -> {
            Torch.engine();
            return JniUtils.isGradMode();
        }, NEW_THREAD);
        assertThat(remembers.join()).isFalse();
    }

    @Test void theLibraryItselfBeginsByRemembering() { // or the line in Torch.engine() is needed no more
        Torch.engine();
        assertThat(CompletableFuture.supplyAsync(JniUtils::isGradMode, NEW_THREAD).join()).isTrue();
    }
}
