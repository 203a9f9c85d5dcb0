package org.maskwright.learn.torch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All numbers of a network by name, in the order in which the network uses them. Data only: no program is among them.
public final class Weights {
    private final Map<String, Tensor> tensors;

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /// @throws IllegalArgumentException if a name stands twice
    public static Weights of(Collection<Tensor> tensors) {
        var byName = new LinkedHashMap<String, Tensor>();
        for (Tensor tensor : tensors) {
            if (byName.put(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("two tensors are named '" + tensor.name() + "'");
            }
        }
        return new Weights(byName);
    }

    public List<Tensor> tensors() {
        return List.copyOf(tensors.values());
    }

    public Set<String> names() {
        return Set.copyOf(tensors.keySet());
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /// @throws IllegalArgumentException if there is no such tensor
    public Tensor get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("there is no tensor '" + name + "' among " + tensors.keySet()));
    }

    /// These, with those of `others` in the place of their namesakes.
    public Weights with(Weights others) {
        var all = new LinkedHashMap<>(tensors);
        all.putAll(others.tensors);
        return new Weights(all);
    }

    /// Kernels rounded to 16 bits ([Tensor#halved]): a model of half the size, of which no proposal on a processor with 16-bit
    /// floats tells, for there kernels are rounded further. What stands once a channel stays as it is.
    public Weights halved() {
        return of(tensors.values().stream().map(tensor -> tensor.shape().size() > 1 ? tensor.halved() : tensor).toList());
    }

    /// How many numbers there are in all.
    public long count() {
        return tensors.values().stream().mapToLong(Tensor::count).sum();
    }

    /// The first tensor that holds a value that is no finite number, if any.
    public Optional<Tensor> firstNotFinite() {
        return tensors.values().stream().filter(tensor -> !tensor.isFinite()).findFirst();
    }

    /// True if both hold the same names with the same bits.
    public boolean sameValues(Weights other) {
        return tensors.keySet().equals(other.tensors.keySet())
                && tensors.values().stream().allMatch(tensor -> tensor.sameValues(other.get(tensor.name())));
    }
}
