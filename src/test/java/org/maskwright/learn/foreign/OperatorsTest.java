package org.maskwright.learn.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a program can run is told from its text, however the text is laid out.
class OperatorsTest {
    @Test
    void plainArithmeticIsCounted() {
        Operators found = Operators.in(List.of("""
                class Net(Module):
                  conv : __torch__.torch.nn.modules.conv.Conv3d
                  def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                    a = torch.conv3d(x, self.w, None, [1, 1, 1])
                    b = torch.relu_(torch.conv3d(a, self.w, None, [1, 1, 1]))
                    c = (getattr(self.layers, "0")).forward(b, )
                    if torch.eq(ops.prim.NumToTensor(1), 2):
                      ops.prim.RaiseException("torch is sad", )
                    return __torch__.torch.nn.functional.relu(torch.add(b, c), )
                """));
        assertThat(found.refused()).isEmpty();
        assertThat(found.unfamiliar()).isEmpty();
        assertThat(found.plain()).containsEntry("conv3d", 2).containsEntry("relu_", 1).containsEntry("RaiseException", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "torch.save(x, \"/tmp/a\")", "torch . save(x)", "torch.\\\n  save(x)", "torch. # a remark\n  save(x)", "a = \"#\"; torch.save(x)", "x.save(\"/tmp/a\")",
        "getattr(x, \"save\")(\"/tmp/a\")", "getattr(x, \"sa\" \"ve\")", "getattr(x, \"\\x73ave\")", "getattr(x, name)", "getattr(f(a, \"b\"), \"save\")(x)", "g = getattr",
        "torch.from_file(\"/etc/passwd\", False, 100)", "ops.aten.from_file(\"/etc/passwd\")", "ops.aten.save(x, \"a\")", "ops.image.read_file(\"a\")", "ops.torchvision.nms(a, b, 0.5)",
        "ops . mine . run(x)", "a = ops.mine\nb = a.run(x)", "ops.c10d.send(x)", "ops.prim.rpc_async(x)", "ops.prim.PythonOp(x)", "a : __torch__.torch.classes.mine.Thing"})
    void whatReachesOutIsRefused(String line) {
        assertThat(Operators.in(List.of("def forward(self, x):\n  y = torch.relu(x)\n  " + line + "\n")).refused()).as(line).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"torch.set_(x, y)", "ops.quantized.conv2d(x)", "ops.aten.unheard_of(x)", "print(x)", "fork(f, x)", "a : __torch__.torch.classes.quantized.Conv2dPackedParamsBase"})
    void whatIsUnfamiliarIsSaid(String line) {
        Operators found = Operators.in(List.of("def forward(self, x):\n  " + line + "\n"));
        assertThat(found.refused()).as(line).isEmpty();
        assertThat(found.unfamiliar()).as(line).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = self.saved", "a = (self.ops0).forward(x)", "a = (self.torch_block).forward(x)", "b = annotate(List[int], [])", "a = torch.format(\"a {}\", x)",
        "a = getattr(getattr(self.down, \"1\"), \"2\")", "a = self.ops"})
    void whatOnlyLooksLikeItIsNot(String line) {
        Operators found = Operators.in(List.of("def forward(self, x):\n  " + line + "\n"));
        assertThat(found.refused()).as(line).isEmpty();
        assertThat(found.unfamiliar()).as(line).isEmpty();
    }
}
